import type { ProductCard } from "@/lib/catalogue/schema";
import { Thumb } from "../_garments/thumb";

const most = 4;

/** The rest of the outfit that one of the two comes from, in small; as tall as the caption beside it. */
export function OutfitStrip({ outfit }: { outfit: ProductCard[] }) {
  if (outfit.length === 0) return null;
  return (
    <div className="flex shrink-0 items-center gap-2 max-sm:mb-3 max-sm:flex-col max-sm:items-start">
      <span className="text-small text-ink-soft">Worn with</span>
      <ul className="flex gap-1" aria-label="The rest of the outfit">
        {outfit.slice(0, most).map((product) => (
          <li key={product.id} title={product.title}>
            <Thumb product={product} className="h-11 w-9" />
          </li>
        ))}
      </ul>
      {outfit.length > most && <span className="text-small text-ink-soft">and {outfit.length - most} more</span>}
    </div>
  );
}
