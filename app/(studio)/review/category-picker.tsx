"use client";
import { useEffect, useState } from "react";
import { type Answer, call } from "@/app/_client/api";
import { Dialog } from "@/app/_ui/dialog";
import { counted } from "@/app/_ui/figures";
import { Notice } from "@/app/_ui/notice";
import { SearchList } from "@/app/_ui/search-list";
import { Skeleton } from "@/app/_ui/skeleton";
import type { CategoryNode } from "@/lib/catalogue/schema";
import { orderCategories, rememberCategory } from "./recent-categories";

type Props = {
  isOpen: boolean;
  onClose: () => void;
  onChoose: (categoryId: number) => void;
  given: number | undefined;
};
type Tree = { categories: CategoryNode[] };

/** Any other category, found by a few letters; those chosen lately come first. */
export function CategoryPicker({ isOpen, onClose, onChoose, given }: Props) {
  const [answer, setAnswer] = useState<Answer<Tree> | null>(null);
  useEffect(() => {
    if (isOpen) void call<Tree>("/api/catalogue/categories").then(setAnswer);
  }, [isOpen]);
  return (
    <Dialog title="Which category is right?" isOpen={isOpen} onClose={onClose} className="mt-[12vh]">
      {!answer && <Skeleton className="m-6 h-64" />}
      {answer && !answer.ok && <Notice>{answer.sentence}</Notice>}
      {answer?.ok && (
        <CategoryList
          categories={answer.value.categories.filter(({ isTarget, id }) => isTarget && id !== given)}
          onChoose={onChoose}
        />
      )}
    </Dialog>
  );
}

type ListProps = { categories: CategoryNode[]; onChoose: (categoryId: number) => void };

function CategoryList({ categories, onChoose }: ListProps) {
  return (
    <div className="p-3">
      <SearchList
        label="Category"
        placeholder="Type a few letters"
        listLabel="Categories"
        find={(words) => orderCategories(categories, words)}
        keyOf={({ id }) => id}
        draw={({ name, products }) => (
          <>
            {name}
            <span className="tabular text-small text-ink-soft">{counted(products, "product")}</span>
          </>
        )}
        onChoose={({ id }) => {
          rememberCategory(id);
          onChoose(id);
        }}
        nothing="No category by that name."
        fieldClassName="mx-3 mb-2 w-[calc(100%-1.5rem)] rounded-md border border-edge px-3 py-2"
        listClassName="max-h-80"
      />
    </div>
  );
}
