import Link from "next/link";
import { count } from "@/app/_ui/figures";
import type { ProductRecord, RelatedProduct } from "@/lib/catalogue/schema";
import { Thumb } from "../../_garments/thumb";
import { priceOf, summaryOf } from "../../_garments/words";

type Props = { record: ProductRecord; replacement: RelatedProduct | null };

export function ProductHead({ record, replacement }: Props) {
  const price = priceOf(record);
  return (
    <header>
      <h1>{record.title}</h1>
      <p className="tabular mt-2 flex flex-wrap gap-x-3 text-ink-soft">
        {price && <span className="font-medium text-ink">{price}</span>}
        <span>{stockWords(record)}</span>
        {record.season && <span>Season {record.season}</span>}
      </p>
      {record.description && <p className="mt-4 text-ink-soft">{record.description}</p>}
      {replacement && (
        <Link
          href={`/catalogue/${encodeURIComponent(replacement.product.id)}`}
          className="mt-5 flex items-center gap-4 border-l-2 border-accent bg-sunken py-3 pr-4 pl-4 hover:bg-accent-wash"
        >
          <Thumb product={replacement.product} className="aspect-[3/4] w-14 shrink-0" isDecorative />
          <span className="min-w-0">
            <span className="block text-small text-ink-soft">Sold out. Closest in stock</span>
            <span className="block truncate font-medium">{replacement.product.title}</span>
            <span className="tabular block truncate text-small text-ink-soft">
              {[summaryOf(replacement.product), `${count(replacement.product.stock ?? 0)} in stock`].join(" · ")}
            </span>
          </span>
        </Link>
      )}
    </header>
  );
}

function stockWords({ stock, delistedAt }: ProductRecord): string {
  if (delistedAt) return `No longer listed since ${delistedAt.slice(0, 10)}`;
  if (stock === null) return "Stock not counted";
  return stock > 0 ? `${count(stock)} in stock` : "Sold out";
}
