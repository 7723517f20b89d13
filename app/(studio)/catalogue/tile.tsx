import clsx from "clsx";
import Link from "next/link";
import { memo } from "react";
import type { ProductTile } from "@/lib/catalogue/browse/schema";
import { photoUrl } from "@/lib/catalogue/schema";
import { money } from "../_garments/words";
import type { Density } from "./density";

type Props = { tile: ProductTile; density: Density; isInTabOrder: boolean };

export const tileId = (productId: string): string => `tile-${productId}`;

/** A garment of the list: its photo, its name, and in words whatever is out of the ordinary. */
export const Tile = memo(function Tile({ tile, density, isInTabOrder }: Props) {
  const { id, title, category, photo } = tile;
  return (
    <Link
      id={tileId(id)}
      href={`/catalogue/${encodeURIComponent(id)}`}
      prefetch={false}
      tabIndex={isInTabOrder ? 0 : -1}
      data-product={id}
      className="group block min-w-0 rounded-sm outline-offset-4"
    >
      <span className="relative block aspect-[3/4] overflow-hidden rounded-sm bg-mat">
        {photo ? (
          <img
            src={photoUrl(photo.sha256, "thumb")}
            alt=""
            width={photo.width}
            height={photo.height}
            loading="lazy"
            decoding="async"
            className={clsx("size-full object-contain", tile.isDelisted && "opacity-60")}
          />
        ) : (
          <span className="absolute inset-0 grid place-items-center px-3 text-center text-small text-ink">
            No photo
          </span>
        )}
        <Marks tile={tile} />
      </span>
      <span
        className={clsx(
          "block truncate font-medium decoration-1 underline-offset-4 group-hover:underline",
          density === "compact" ? "mt-1.5 text-small" : "mt-2.5",
        )}
      >
        {title}
      </span>
      <span className="tabular flex justify-between gap-3 text-small text-ink-soft">
        <span className="truncate">{category ?? "No category"}</span>
        {density === "comfortable" && <span className="shrink-0">{money(tile.price)}</span>}
      </span>
    </Link>
  );
});

function Marks({ tile }: { tile: ProductTile }) {
  const marks = [
    tile.isFlagged && "Flagged",
    tile.isCorrected && "Corrected",
    tile.isDelisted ? "No longer listed" : tile.stock !== null && tile.stock <= 0 && "Sold out",
  ].filter(Boolean);
  if (marks.length === 0) return null;
  return (
    <span className="absolute inset-x-1.5 bottom-1.5 flex flex-wrap gap-1">
      {marks.map((mark) => (
        <span key={String(mark)} className="rounded-sm bg-raised px-1.5 text-small text-ink">
          {mark}
        </span>
      ))}
    </span>
  );
}
