"use client";
import { counted } from "@/app/_ui/figures";
import { SearchList } from "@/app/_ui/search-list";
import type { CategoryNode } from "@/lib/catalogue/schema";
import { listLook } from "./layout-classes";
import { orderCategories } from "./order-categories";

export type KnownCategories = {
  categories: CategoryNode[];
  /** What this person is likeliest to choose, first. */
  categoryIds: number[];
};

type Props = { known: KnownCategories; given: number | undefined; onChoose: (categoryId: number) => void };

/** Any other category, found by a few letters; those that this person uses for such flags come first. */
export function CategoryList({ known, given, onChoose }: Props) {
  const choosable = known.categories.filter(({ isTarget, id }) => isTarget && id !== given);
  return (
    <div className="p-3">
      <SearchList
        label="Category"
        placeholder="Type a few letters"
        listLabel="Categories"
        find={(words) => orderCategories(choosable, words, known.categoryIds)}
        keyOf={({ id }) => id}
        draw={({ id, name, products }) => (
          <>
            {name}
            <span className="tabular text-small text-ink-soft">
              {known.categoryIds.includes(id) ? "you chose it before · " : ""}
              {counted(products, "product")}
            </span>
          </>
        )}
        onChoose={({ id }) => onChoose(id)}
        nothing="No category by that name."
        {...listLook}
      />
    </div>
  );
}
