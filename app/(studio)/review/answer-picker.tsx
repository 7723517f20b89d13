"use client";
import { useEffect, useState } from "react";
import { type Answer, call } from "@/app/_client/api";
import { Dialog } from "@/app/_ui/dialog";
import { Notice } from "@/app/_ui/notice";
import { Skeleton } from "@/app/_ui/skeleton";
import type { FlagCard } from "@/lib/flags/schema";
import { CategoryList, type KnownCategories } from "./category-list";
import { type ValueCount, ValueList } from "./value-list";

/** What is right instead: a category, or the values of an attribute. */
export type Choice = { categoryId: number } | { values: string[] };

type Props = { flag: FlagCard; isOpen: boolean; onClose: () => void; onChoose: (choice: Choice) => void };

/** What else the product can be, found by a few letters. */
export function AnswerPicker({ flag, isOpen, onClose, onChoose }: Props) {
  const isValue = flag.kind === "attribute";
  const title = isValue ? `Which ${flag.attribute.label.toLowerCase()} is right?` : "Which category is right?";
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose} className="mt-[12vh]">
      {isValue ? (
        <Loaded
          read={() =>
            call<{ values: ValueCount[] }>(`/api/catalogue/values?${query({ attribute: flag.attribute.name })}`)
          }
        >
          {({ values }) => (
            <ValueList
              values={values.filter(({ value }) => value !== flag.given[0])}
              onChoose={(value) => onChoose({ values: [value, ...flag.given.slice(1).filter((one) => one !== value)] })}
            />
          )}
        </Loaded>
      ) : (
        <Loaded read={() => readCategories(givenIdOf(flag))}>
          {(known) => (
            <CategoryList known={known} given={givenIdOf(flag)} onChoose={(categoryId) => onChoose({ categoryId })} />
          )}
        </Loaded>
      )}
    </Dialog>
  );
}

const query = (values: Record<string, string>) => new URLSearchParams(values).toString();

const givenIdOf = (flag: FlagCard): number | undefined =>
  flag.kind === "category" || flag.kind === "blind" ? flag.given.id : flag.product.category?.id;

async function readCategories(given: number | undefined): Promise<Answer<KnownCategories>> {
  const [tree, chosen] = await Promise.all([
    call<Pick<KnownCategories, "categories">>("/api/catalogue/categories"),
    call<Pick<KnownCategories, "categoryIds">>(
      `/api/labels/choices?${query(given === undefined ? {} : { given: String(given) })}`,
    ),
  ]);
  if (!tree.ok) return tree;
  // Without it the list still serves, in its plain order.
  return { ok: true, value: { ...tree.value, categoryIds: chosen.ok ? chosen.value.categoryIds : [] } };
}

type LoadedProps<T> = { read: () => Promise<Answer<T>>; children: (value: T) => React.ReactNode };

function Loaded<T>({ read, children }: LoadedProps<T>) {
  const [answer, setAnswer] = useState<Answer<T> | null>(null);
  // Read anew each time that the dialog opens: this is mounted with it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above.
  useEffect(() => {
    void read().then(setAnswer);
  }, []);
  if (!answer) return <Skeleton className="m-6 h-64" />;
  return answer.ok ? children(answer.value) : <Notice>{answer.sentence}</Notice>;
}
