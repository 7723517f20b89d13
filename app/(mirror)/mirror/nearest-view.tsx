import type { MirrorActions } from "@/app/_commands/command";
import type { ProductCard, RelatedProduct } from "@/lib/catalogue/schema";
import { GarmentGrid } from "./garment-grid";
import { chapter, large } from "./looks";
import { TwoSides } from "./two-sides";

type Props = {
  photo: string;
  nearest: RelatedProduct[];
  trouble: string | null;
  actions: MirrorActions;
  onChoose: (product: ProductCard) => void;
};

export function NearestView({ photo, nearest, trouble, actions, onChoose }: Props) {
  return (
    <TwoSides
      actions={actions}
      picture={<img src={photo} alt="What you showed" className="size-full object-cover object-[50%_25%]" />}
    >
      <h1 tabIndex={-1} className={chapter}>
        {nearest.length > 0 ? "Closest to it" : "Nothing of ours is like it"}
      </h1>
      <p className={`mt-2 mb-[4vmin] text-ink-soft ${large}`}>
        {nearest.length > 0
          ? "Touch one to see what goes with it."
          : "There is no garment with a photo to compare yet. Ask a member of the team."}
      </p>
      {trouble && (
        <p role="alert" className={`appear mb-[4vmin] border-l-2 border-alert pl-4 ${large}`}>
          {trouble}
        </p>
      )}
      <GarmentGrid garments={nearest} says="Show what goes with it" onChoose={onChoose} />
    </TwoSides>
  );
}
