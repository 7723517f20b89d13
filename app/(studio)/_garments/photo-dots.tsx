import clsx from "clsx";

type Props = { count: number; at: number; onChoose: (index: number) => void; of: string };

/** Further photos as a strip of dots; nothing when there is one photo. */
export function PhotoDots({ count, at, onChoose, of: title }: Props) {
  if (count < 2) return null;
  return (
    <div className="absolute inset-x-0 bottom-1 flex justify-center">
      {Array.from({ length: count }, (_, index) => (
        <button
          type="button"
          // biome-ignore lint/suspicious/noArrayIndexKey: a dot is its place.
          key={index}
          aria-label={`Photo ${index + 1} of ${count}, ${title}`}
          aria-current={index === at}
          onClick={() => onChoose(index)}
          className="grid size-7 place-items-center"
        >
          <span
            className={clsx(
              "size-2 rounded-full border border-[#1c1a17] shadow-[0_0_0_1px_#fff8]",
              index === at && "bg-[#1c1a17]",
            )}
          />
        </button>
      ))}
    </div>
  );
}
