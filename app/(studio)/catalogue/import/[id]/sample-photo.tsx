import clsx from "clsx";

/** A photo whole on its mat, or the place where it will be. */
export const SamplePhoto = ({ photo, className }: { photo: string | null; className: string }) => (
  <div
    className={clsx(
      "grid aspect-3/4 shrink-0 place-items-center overflow-hidden rounded-md",
      // The dark theme's mat is too light a grey to read on.
      photo ? "bg-mat" : "bg-sunken",
      className,
    )}
  >
    {photo ? (
      <img src={photo} alt="" className="size-full object-contain" />
    ) : (
      <span className="px-1 text-center text-small text-ink-soft">No photo yet</span>
    )}
  </div>
);
