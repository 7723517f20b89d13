"use client";
import { type CSSProperties, useState } from "react";
import type { ProductCard } from "@/lib/catalogue/schema";
import { GarmentPhoto } from "../_garments/garment-photo";
import { PhotoDots } from "../_garments/photo-dots";
import { altOf, summaryOf } from "../_garments/words";

type Props = {
  product: ProductCard;
  isZoomed: boolean;
  /** How often "next photo" was asked for by key. */
  photoStep: number;
  /** Width over height of the mat. */
  ratio: number;
  onPainted: () => void;
};

/** The garment that is judged, as large as the screen allows, with its further photos as dots. */
export function FlagFigure({ product, isZoomed, photoStep, ratio, onPainted }: Props) {
  const [chosen, setChosen] = useState({ at: 0, step: 0 });
  const { photos } = product;
  const at = photos.length ? (chosen.at + photoStep - chosen.step) % photos.length : 0;
  const sha256 = photos[at]?.sha256;
  return (
    <figure className="flex min-h-0 min-w-0 flex-1 flex-col">
      <div
        className="relative mx-auto min-h-0 w-full flex-1 max-lg:w-[min(100%,calc((52dvh-4rem)*var(--mat-ratio)))] lg:w-[min(100%,calc((100dvh-20.25rem)*var(--mat-ratio)))]"
        style={{ "--mat-ratio": ratio } as CSSProperties}
      >
        <GarmentPhoto key={sha256} sha256={sha256} alt={altOf(product)} isZoomed={isZoomed} onPainted={onPainted} />
        <PhotoDots
          count={photos.length}
          at={at}
          onChoose={(index) => setChosen({ at: index, step: photoStep })}
          of={product.title}
        />
      </div>
      <figcaption className="mx-auto w-full pt-3 text-center">
        <p className="font-medium">{product.title}</p>
        <p className="text-small text-ink-soft">{summaryOf(product)}</p>
      </figcaption>
    </figure>
  );
}
