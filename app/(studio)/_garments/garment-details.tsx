import { count } from "@/app/_ui/figures";
import type { ProductCard } from "@/lib/catalogue/schema";
import { priceOf } from "./words";

/** What the catalogue knows of a garment: attributes, words, price, stock, season. */
export function GarmentDetails({ product }: { product: ProductCard }) {
  const lines = [
    ...product.attributes.map(({ label, values, isCorrected }) => ({ label, text: values.join(", "), isCorrected })),
    { label: "Season", text: product.season },
    { label: "Price", text: priceOf(product) },
    { label: "Stock", text: product.stock === null ? null : count(product.stock) },
    { label: "Number", text: product.id },
  ].filter(({ text }) => text);
  return (
    <div className="text-small">
      {product.description && <p className="mb-3 text-ink-soft">{product.description}</p>}
      <dl>
        {lines.map((line) => (
          <div key={line.label} className="flex justify-between gap-4 border-t border-line py-1">
            <dt className="text-ink-faint">{line.label}</dt>
            <dd className="min-w-0 text-right break-words">
              {line.text}
              {"isCorrected" in line && line.isCorrected && <span className="text-ink-faint"> (corrected)</span>}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
