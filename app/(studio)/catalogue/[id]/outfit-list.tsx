import Link from "next/link";
import { counted } from "@/app/_ui/figures";
import type { OutfitCard } from "@/lib/recommend/schema";
import { Thumb } from "../../_garments/thumb";
import { Section } from "./section";

export function OutfitList({ outfits, count }: { outfits: OutfitCard[]; count: number }) {
  const more = count > outfits.length ? `the newest ${outfits.length} of ${count}` : counted(count, "outfit");
  return (
    <Section title="Worn in outfits" note={count > 0 ? more : undefined}>
      {count === 0 && <p className="text-ink-soft">No stylist has put it into an outfit yet.</p>}
      <ul className="grid gap-x-10 gap-y-6 sm:grid-cols-2 lg:grid-cols-3">
        {outfits.map(({ outfitId, source, others }) => (
          <li key={outfitId}>
            <ul aria-label="The rest of the outfit" className="flex gap-2">
              {others.slice(0, 5).map((product) => (
                <li key={product.id} className="w-16 shrink-0 sm:w-[4.5rem]">
                  <Link
                    href={`/catalogue/${encodeURIComponent(product.id)}`}
                    prefetch={false}
                    title={product.title}
                    className="block rounded-sm"
                  >
                    <Thumb product={product} className="aspect-[3/4]" />
                    {product.photos.length === 0 && <span className="text-small">{product.title}</span>}
                  </Link>
                </li>
              ))}
            </ul>
            <p className="mt-1.5 truncate text-small text-ink-faint">
              {source}
              {others.length > 5 && `, ${others.length - 5} more`}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
