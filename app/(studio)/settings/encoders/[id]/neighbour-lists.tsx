import type { ProductCard } from "@/lib/catalogue/schema";
import type { StoredComparison } from "@/lib/encoders/schema";
import { Thumb } from "../../../_garments/thumb";
import { altOf } from "../../../_garments/words";

type Neighbours = StoredComparison["neighbours"];
type Props = { neighbours: Neighbours; garments: Record<string, ProductCard>; names: [string, string] };

/** The nearest of a few garments under each encoder, one row above the other. */
export function NeighbourLists({ neighbours, garments, names }: Props) {
  const shown = neighbours.filter(({ productId }) => garments[productId]);
  return (
    <section aria-labelledby="neighbours" className="mt-10">
      <h3 id="neighbours" className="font-semibold">
        Neighbours of a few garments
      </h3>
      <p className="mt-1 max-w-prose text-small text-ink-soft">
        One drawn from each of the largest categories; above what is nearest now, below what would be.
      </p>
      <ul className="mt-4">
        {shown.map((one) => (
          <Garment key={one.productId} one={one} garments={garments} names={names} />
        ))}
      </ul>
    </section>
  );
}

function Garment({ one, garments, names }: Omit<Props, "neighbours"> & { one: Neighbours[number] }) {
  const product = garments[one.productId]!;
  const both = one.live.filter((id) => one.next.includes(id)).length;
  return (
    <li
      aria-label={altOf(product)}
      className="grid grid-cols-[5rem_minmax(0,1fr)] gap-4 border-t border-line py-4 sm:grid-cols-[7rem_minmax(0,1fr)] sm:gap-6"
    >
      <div>
        <Thumb product={product} className="aspect-[3/4]" />
        <p className="mt-1 line-clamp-2 text-small font-medium">{product.title}</p>
        <p className="text-small text-ink-soft">{both} in both</p>
      </div>
      <div className="space-y-2">
        {(["live", "next"] as const).map((side, at) => (
          <div key={side}>
            <p className="text-small text-ink-soft">
              {at === 0 ? "Now" : "New"}
              <span className="sr-only">, {names[at]}</span>
            </p>
            <ol className="mt-0.5 grid grid-cols-6 gap-1 sm:gap-2">
              {one[side].map((id) => (
                <li key={id}>{garments[id] && <Thumb product={garments[id]} className="aspect-[3/4]" />}</li>
              ))}
            </ol>
          </div>
        ))}
      </div>
    </li>
  );
}
