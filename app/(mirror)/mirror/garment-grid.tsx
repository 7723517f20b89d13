import { type ProductCard, photoUrl, type RelatedProduct } from "@/lib/catalogue/schema";
import { priceOf } from "../../(studio)/_garments/words";

type Props = { garments: RelatedProduct[]; says: string; onChoose: (product: ProductCard) => void };

/** Six garments, large enough for a finger and two steps away. */
export function GarmentGrid({ garments, says, onChoose }: Props) {
  return (
    <ul className="grid grid-cols-2 gap-x-[2.5vmin] gap-y-[4vmin] sm:grid-cols-3">
      {garments.map(({ product }) => (
        <li key={product.id} className="min-w-0">
          <button
            type="button"
            data-garment={product.id}
            onClick={() => onChoose(product)}
            className="group block w-full text-left outline-offset-4"
          >
            <GarmentPicture product={product} className="aspect-[3/4]" />
            <span className="mt-3 line-clamp-2 text-[clamp(0.9375rem,1.8vmin,1.1875rem)] leading-snug font-medium">
              {product.title}
            </span>
            <span className="tabular mt-0.5 block text-[clamp(0.875rem,1.6vmin,1.0625rem)] text-ink-soft">
              {[priceOf(product), product.stock !== null && product.stock <= 0 && "Sold out"]
                .filter(Boolean)
                .join(" · ")}
            </span>
            <span className="sr-only">{says}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

export function GarmentPicture({ product, className }: { product: ProductCard; className: string }) {
  const photo = product.photos[0];
  return (
    <span className={`block overflow-hidden bg-mat ${className}`}>
      {photo ? (
        <img
          src={photoUrl(photo.sha256, "large")}
          alt=""
          width={photo.width}
          height={photo.height}
          className="size-full object-contain transition-transform duration-150 group-hover:scale-[1.015]"
        />
      ) : (
        <span className="grid size-full place-items-center text-small text-ink">No photo</span>
      )}
    </span>
  );
}
