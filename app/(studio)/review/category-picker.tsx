"use client";
import clsx from "clsx";
import { useEffect, useState } from "react";
import { type Answer, call } from "@/app/_client/api";
import { Dialog } from "@/app/_ui/dialog";
import { counted } from "@/app/_ui/figures";
import { Notice } from "@/app/_ui/notice";
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

function CategoryList({
  categories,
  onChoose,
}: {
  categories: CategoryNode[];
  onChoose: (categoryId: number) => void;
}) {
  const [words, setWords] = useState("");
  const [at, setAt] = useState(0);
  const found = orderCategories(categories, words);
  const choose = (category: CategoryNode | undefined) => {
    if (!category) return;
    rememberCategory(category.id);
    onChoose(category.id);
  };
  return (
    <div className="p-3">
      <input
        // biome-ignore lint/a11y/noAutofocus: the picker was opened to type into it.
        autoFocus
        role="combobox"
        aria-expanded
        aria-controls="category-list"
        aria-activedescendant={found[at] && `category-${found[at].id}`}
        aria-label="Category"
        placeholder="Type a few letters"
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
          if (step) setAt((old) => (old + step + found.length) % Math.max(1, found.length));
          if (event.key === "Enter") choose(found[at]);
          if (step || event.key === "Enter") event.preventDefault();
        }}
        className="mx-3 mb-2 w-[calc(100%-1.5rem)] rounded-md border border-edge bg-transparent px-3 py-2 placeholder:text-ink-faint"
      />
      <div role="listbox" id="category-list" aria-label="Categories" className="max-h-80 overflow-y-auto">
        {found.map((category, index) => (
          <button
            type="button"
            role="option"
            tabIndex={-1}
            id={`category-${category.id}`}
            key={category.id}
            aria-selected={index === at}
            onPointerMove={() => setAt(index)}
            onClick={() => choose(category)}
            className={clsx(
              "flex w-full justify-between gap-4 rounded-md px-3 py-2 text-left",
              index === at && "bg-accent-wash",
            )}
          >
            {category.name}
            <span className="tabular text-small text-ink-soft">{counted(category.products, "product")}</span>
          </button>
        ))}
        {found.length === 0 && <p className="px-3 py-2 text-ink-soft">No category by that name.</p>}
      </div>
    </div>
  );
}
