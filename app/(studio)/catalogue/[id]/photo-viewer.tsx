"use client";
import clsx from "clsx";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { usePlace } from "@/app/_commands/centre";
import type { ProductActions } from "@/app/_commands/command";
import { CommandButton } from "@/app/_commands/command-button";
import { product as commands } from "@/app/_commands/registry/catalogue";
import { type ProductRecord, photoUrl } from "@/lib/catalogue/schema";
import { GarmentPhoto } from "../../_garments/garment-photo";
import { altOf } from "../../_garments/words";

/** The photos large: under the pointer or by key closer, the others as a strip. */
export function PhotoViewer({ product }: { product: ProductRecord }) {
  const router = useRouter();
  const [at, setAt] = useState(0);
  const [isZoomed, setIsZoomed] = useState(false);
  const { photos, brokenPhotos } = product;
  const actions = useMemo<ProductActions>(
    () => ({
      photos: photos.length,
      hasPhoto: photos.length > 0,
      nextPhoto: () => setAt((old) => (old + 1) % photos.length),
      toggleZoom: () => setIsZoomed((old) => !old),
      openSimilar: () => router.push(`/catalogue/${encodeURIComponent(product.id)}/similar`),
      back: () => (history.length > 1 ? router.back() : router.push("/catalogue")),
    }),
    [photos.length, product.id, router],
  );
  usePlace("product", actions);
  const photo = photos[at];
  return (
    <div className="min-w-0">
      <div className="aspect-[4/5] max-h-[80dvh] w-full">
        <GarmentPhoto
          key={photo?.sha256}
          sha256={photo?.sha256}
          alt={altOf(product)}
          isZoomed={isZoomed}
          brokenWords="This photo can't be read."
        />
      </div>
      <div className="mt-3 flex flex-wrap items-start gap-2">
        {photos.length > 1 && (
          <ul aria-label="Photos" className="flex flex-wrap gap-2">
            {photos.map(({ sha256 }, place) => (
              <li key={sha256}>
                <button
                  type="button"
                  aria-label={`Photo ${place + 1} of ${photos.length}`}
                  aria-current={place === at}
                  onClick={() => setAt(place)}
                  className={clsx(
                    "block w-14 overflow-hidden rounded-sm bg-mat outline-offset-2",
                    place === at ? "ring-2 ring-accent" : "opacity-80 hover:opacity-100",
                  )}
                >
                  <img src={photoUrl(sha256, "thumb")} alt="" className="aspect-[3/4] w-full object-contain" />
                </button>
              </li>
            ))}
          </ul>
        )}
        {photos.length > 0 && (
          <CommandButton
            command={commands.zoom}
            on={actions}
            pressed={isZoomed}
            className="ml-auto px-3 text-small text-ink-soft hover:bg-sunken hover:text-ink"
          />
        )}
      </div>
      {brokenPhotos.map(({ fileName, reason }) => (
        <p key={fileName} className="mt-2 text-small text-ink-soft">
          {fileName}: {reason}
        </p>
      ))}
    </div>
  );
}
