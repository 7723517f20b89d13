"use client";
import clsx from "clsx";
import type { Command } from "@/app/_commands/command";
import { useKeyOf } from "@/app/_commands/preferences";
import { verdictGlyphs } from "@/app/_ui/glyphs";
import { KeyCap } from "@/app/_ui/key-cap";
import type { ProductCard } from "@/lib/catalogue/schema";
import { GarmentPhoto } from "../../_garments/garment-photo";
import { altOf, summaryOf } from "../../_garments/words";

type Props = {
  product: ProductCard;
  command: Pick<Command, "id" | "key" | "keyIn">;
  isPicked: boolean;
  isZoomed: boolean;
  photoStep: number;
  scale: number;
  onToggle: () => void;
  onPainted: () => void;
};

/** One candidate: the whole of it is the switch, for finger, mouse and keyboard alike. */
export function CandidateChoice(props: Props) {
  const { product, command, isPicked, isZoomed, photoStep, scale, onToggle, onPainted } = props;
  const key = useKeyOf()(command, "complete");
  const at = product.photos.length ? photoStep % product.photos.length : 0;
  return (
    <label
      className={clsx(
        "flex min-h-0 cursor-pointer flex-col rounded-md p-1.5 outline-offset-2 transition-colors has-focus-visible:outline-2 has-focus-visible:outline-accent",
        isPicked ? "bg-fits-wash shadow-[0_0_0_2px_var(--fits)]" : "hover:bg-sunken",
      )}
    >
      <input
        type="checkbox"
        checked={isPicked}
        onChange={onToggle}
        className="sr-only"
        aria-label={`${altOf(product)}. Goes with it`}
        aria-keyshortcuts={key ?? undefined}
      />
      <div className="relative mx-auto aspect-(--mat-ratio) max-w-full min-h-0 flex-1">
        <GarmentPhoto
          key={product.photos[at]?.sha256}
          sha256={product.photos[at]?.sha256}
          alt={altOf(product)}
          scale={at === 0 ? scale : 1}
          isZoomed={isZoomed}
          onPainted={onPainted}
        />
        {isPicked && (
          <span className="absolute top-2 right-2 flex items-center gap-1.5 rounded-full bg-fits px-2 py-0.5 text-small font-medium text-raised">
            {verdictGlyphs.keep}
            <span className="max-sm:sr-only">picked</span>
          </span>
        )}
      </div>
      <div className="flex items-center gap-2 px-1 pt-1.5">
        {key && <KeyCap of={key} />}
        <div className="min-w-0 flex-1">
          <p className="truncate text-small font-medium max-sm:line-clamp-2 max-sm:whitespace-normal">
            {product.title}
          </p>
          <p className="truncate text-small text-ink-soft max-sm:hidden">{summaryOf(product)}</p>
        </div>
      </div>
    </label>
  );
}
