import { chapter } from "./looks";

/** For the second that it takes. */
export function LookingView({ photo }: { photo: string }) {
  return (
    <div className="fixed inset-0 grid place-items-center bg-mat">
      <img src={photo} alt="" className="size-full object-contain" />
      <h1
        tabIndex={-1}
        role="status"
        className={`waiting absolute inset-x-0 bottom-0 bg-ground px-[6vmin] py-[4vmin] ${chapter}`}
      >
        Looking…
      </h1>
    </div>
  );
}
