import type { MirrorActions } from "@/app/_commands/command";
import type { ProductCard } from "@/lib/catalogue/schema";
import type { MirrorPartners } from "@/lib/recommend/schema";
import { priceOf } from "../../(studio)/_garments/words";
import { GarmentGrid, GarmentPicture } from "./garment-grid";
import { chapter, large } from "./looks";
import { TwoSides } from "./two-sides";

type Props = {
  chosen: ProductCard;
  partners: MirrorPartners | null;
  actions: MirrorActions;
  onChoose: (product: ProductCard) => void;
};

export function PartnersView({ chosen, partners, actions, onChoose }: Props) {
  return (
    <TwoSides actions={actions} isDeep picture={<GarmentPicture product={chosen} className="size-full" />}>
      <p className={`text-ink-soft ${large}`}>
        {chosen.title}
        {priceOf(chosen) && <span className="tabular"> · {priceOf(chosen)}</span>}
      </p>
      <h1 tabIndex={-1} className={`mt-1 mb-[4vmin] ${chapter}`}>
        Goes with
      </h1>
      {partners === null && <Waiting />}
      {partners && partners.partners.length > 0 && (
        <GarmentGrid garments={partners.partners} says="Show what goes with this one" onChoose={onChoose} />
      )}
      {partners && partners.partners.length === 0 && (
        <p className={large}>
          {partners.isAsked
            ? "Nothing that is on sale goes with it. Try another one."
            : "The house has not learnt yet what goes with it. Ask a member of the team."}
        </p>
      )}
    </TwoSides>
  );
}

function Waiting() {
  return (
    <ul aria-hidden className="grid grid-cols-2 gap-x-[2.5vmin] gap-y-[4vmin] sm:grid-cols-3">
      {["a", "b", "c", "d", "e", "f"].map((place) => (
        <li key={place} className="waiting aspect-[3/4] bg-sunken" />
      ))}
    </ul>
  );
}
