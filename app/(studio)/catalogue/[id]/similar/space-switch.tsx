import clsx from "clsx";
import { KeyCap } from "@/app/_ui/key-cap";
import type { Space } from "@/lib/recommend/neighbours/schema";

const words: Record<Space, { title: string; says: string }> = {
  looksAlike: { title: "Looks alike", says: "Other models that look like it, colour and all." },
  sameGarment: { title: "Same garment", says: "The same cut, whatever its colour; its own other colours too." },
};

type Props = { space: Space; asked: Space | null; onChange: (space: Space) => void };

/** What "similar" means. asked: by which space the answer was found; null where there is none. */
export function SpaceSwitch({ space, asked, onChange }: Props) {
  const isUntaught = space === "sameGarment" && asked === "looksAlike";
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <fieldset className="flex rounded-md border border-edge p-0.5">
        <legend className="sr-only">What similar means</legend>
        {(Object.keys(words) as Space[]).map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === space}
            onClick={() => onChange(one)}
            className={clsx(
              "min-h-9 rounded-sm px-3.5 font-medium",
              one === space ? "bg-accent text-on-accent" : "text-ink-soft hover:text-ink",
            )}
          >
            {words[one].title}
          </button>
        ))}
      </fieldset>
      <span aria-hidden className="pointer-coarse:hidden">
        <KeyCap of="g" />
      </span>
      <p className="text-small text-ink-soft">
        {isUntaught
          ? "Too few models come in several colours here to tell the cut from the colour, so this is by looks."
          : words[space].says}
      </p>
    </div>
  );
}
