import Link from "next/link";
import type { ProductCard } from "@/lib/catalogue/schema";
import { Thumb } from "../../_garments/thumb";
import { summaryOf } from "../../_garments/words";

type Item = { product: ProductCard; note?: string };

/** Garments beside this one, each leading to its own page. */
export function RelatedList({ items, isWide }: { items: Item[]; isWide?: boolean }) {
  const columns = isWide
    ? "grid-cols-2 gap-x-5 gap-y-9 sm:grid-cols-3 lg:grid-cols-5 xl:grid-cols-6"
    : "grid-cols-3 gap-x-4 gap-y-6 sm:grid-cols-4 lg:grid-cols-6";
  return (
    <ul className={`grid ${columns}`}>
      {items.map(({ product, note }) => (
        <li key={product.id} className="min-w-0">
          <Link
            href={`/catalogue/${encodeURIComponent(product.id)}`}
            prefetch={false}
            className="group block rounded-sm"
          >
            <Thumb product={product} className="aspect-[3/4]" isDecorative />
            <span className="mt-2 line-clamp-2 text-small font-medium underline-offset-4 group-hover:underline">
              {product.title}
            </span>
            <span className="block truncate text-small text-ink-soft">{note ?? summaryOf(product)}</span>
            {product.stock !== null && product.stock <= 0 && (
              <span className="block text-small text-ink-faint">Sold out</span>
            )}
          </Link>
        </li>
      ))}
    </ul>
  );
}
