import type { ReactNode } from "react";
import { Button } from "@/app/_ui/button";
import { count } from "@/app/_ui/figures";
import type { ProductRecord, RelatedProduct } from "@/lib/catalogue/schema";
import type { Similar } from "@/lib/recommend/schema";
import { priceOf } from "../../../_garments/words";
import { RelatedList } from "../related-list";

type Props = { record: ProductRecord; similar: Similar; onClear: () => void };

/** For a garment that is sold out, what can be sold instead stands apart and first. */
export function SimilarGroups({ record, similar: { alike, replacement }, onClear }: Props) {
  if (alike.length === 0) return <Nothing hasPhoto={record.photos.length > 0} onClear={onClear} />;
  if (!replacement) return <RelatedList items={alike.map(itemOf)} isWide />;
  const inStock = alike.filter(({ product }) => (product.stock ?? 0) > 0);
  const others = alike.filter((one) => !inStock.includes(one));
  return (
    <div className="space-y-12">
      <Group title="In stock, instead of it">
        <RelatedList items={inStock.map(itemOf)} isWide />
      </Group>
      {others.length > 0 && (
        <Group title="Alike, and not in stock">
          <RelatedList items={others.map(itemOf)} isWide />
        </Group>
      )}
    </div>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-5 text-lead font-semibold">{title}</h2>
      {children}
    </section>
  );
}

function itemOf({ product }: RelatedProduct) {
  const stock = product.stock !== null && product.stock > 0 ? `${count(product.stock)} in stock` : null;
  const note = [priceOf(product), stock ?? product.category?.name].filter(Boolean).join(" · ");
  return { product, note };
}

function Nothing({ hasPhoto, onClear }: { hasPhoto: boolean; onClear: () => void }) {
  return (
    <div className="py-16 text-center">
      <p className="text-lead">
        {hasPhoto ? "Nothing that is on sale meets these filters." : "It has no photo to compare."}
      </p>
      {hasPhoto && (
        <Button className="mt-5" onClick={onClear}>
          Take the filters off
        </Button>
      )}
    </div>
  );
}
