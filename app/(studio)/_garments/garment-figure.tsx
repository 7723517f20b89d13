"use client";
import clsx from "clsx";
import { type ReactNode, useState } from "react";
import type { ProductCard } from "@/lib/catalogue/schema";
import { GarmentDetails } from "./garment-details";
import { GarmentPhoto } from "./garment-photo";
import { PhotoDots } from "./photo-dots";
import { altOf, summaryOf } from "./words";

type Props = {
  product: ProductCard;
  side: "left" | "right";
  scale: number;
  isZoomed: boolean;
  hasDetails: boolean;
  /** How often "next photo" was asked for by key. */
  photoStep: number;
  onPainted?: () => void;
  /** Beside the caption. */
  aside?: ReactNode;
};

/** A garment with its name. Details open beside it where there is room, below it elsewhere. */
export function GarmentFigure({ product, side, scale, isZoomed, hasDetails, photoStep, onPainted, aside }: Props) {
  const [chosen, setChosen] = useState({ at: 0, step: 0 });
  const photos = product.photos;
  const at = photos.length ? (chosen.at + photoStep - chosen.step) % photos.length : 0;
  return (
    <figure className="relative flex min-h-0 flex-col max-sm:flex-row max-sm:gap-3">
      <div className="relative min-h-0 flex-1 max-sm:aspect-(--mat-ratio) max-sm:h-full max-sm:flex-none">
        <GarmentPhoto
          key={photos[at]?.sha256}
          sha256={photos[at]?.sha256}
          alt={altOf(product)}
          scale={at === 0 ? scale : 1}
          isZoomed={isZoomed}
          onPainted={onPainted}
        />
        <PhotoDots
          count={photos.length}
          at={at}
          onChoose={(index) => setChosen({ at: index, step: photoStep })}
          of={product.title}
        />
      </div>
      <figcaption className="flex min-w-0 items-center gap-3 pt-3 max-sm:flex-1 max-sm:flex-col-reverse max-sm:items-start max-sm:self-end max-sm:pt-0">
        <div className="min-w-0 flex-1">
          <p className="truncate font-medium max-sm:whitespace-normal">{product.title}</p>
          <p className="truncate text-small text-ink-soft max-sm:whitespace-normal">{summaryOf(product)}</p>
        </div>
        {aside}
      </figcaption>
      {hasDetails && (
        <div
          className={clsx(
            "appear overflow-y-auto max-h-44 pt-3 wide:pt-0 max-sm:absolute max-sm:inset-0 max-sm:max-h-none max-sm:bg-raised max-sm:p-3",
            "wide:absolute wide:top-0 wide:max-h-full wide:w-44",
            side === "left" ? "wide:right-full wide:mr-6" : "wide:left-full wide:ml-6",
          )}
        >
          <GarmentDetails product={product} />
        </div>
      )}
    </figure>
  );
}
