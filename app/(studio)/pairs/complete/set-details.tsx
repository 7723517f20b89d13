"use client";
import { FloatingPanel } from "../../_bench/floating-panel";
import { GarmentDetails } from "../../_garments/garment-details";
import type { SetTask } from "../kept-shapes";

/** What the catalogue knows of all five, in the order in which they hang. */
export function SetDetails({ set, onClose }: { set: SetTask; onClose: () => void }) {
  return (
    <FloatingPanel title="Details" isTall onClose={onClose}>
      {[set.anchor, ...set.candidates.map(({ product }) => product)].map((product, place) => (
        <section key={product.id} className="mt-5 first:mt-0">
          <h3 className="mb-2 font-medium">
            {place > 0 && <span className="tabular text-ink-soft">{place} · </span>}
            {product.title}
          </h3>
          <GarmentDetails product={product} />
        </section>
      ))}
    </FloatingPanel>
  );
}
