import clsx from "clsx";
import { type ProductCard, photoUrl } from "@/lib/catalogue/schema";
import { altOf } from "./words";

/** A small photo of a product on the mat. `isDecorative` where words beside it already say what it is. */
export function Thumb({
  product,
  className,
  isDecorative,
}: {
  product: ProductCard;
  className?: string;
  isDecorative?: boolean;
}) {
  const photo = product.photos[0];
  return (
    <span className={clsx("block overflow-hidden rounded-sm bg-mat", className)}>
      {photo && (
        <img
          src={photoUrl(photo.sha256, "thumb")}
          alt={isDecorative ? "" : altOf(product)}
          width={photo.width}
          height={photo.height}
          loading="lazy"
          className="size-full object-contain"
        />
      )}
    </span>
  );
}
