import Link from "next/link";
import { buttonLook } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";

export function NothingImported({ mayImport }: { mayImport: boolean }) {
  const action = mayImport && (
    <Link href="/catalogue/import" className={buttonLook("primary")}>
      Import products
    </Link>
  );
  return (
    <EmptyState title="The catalogue is empty" action={action}>
      {mayImport
        ? "Drop a table of products and their photos. Each shows here as soon as it is in."
        : "A manager or an admin brings products in. Each shows here as soon as it is in."}
    </EmptyState>
  );
}

/** Filters that nothing meets: the list is not empty, only this view of it. */
export function NothingFound({ words }: { words: string }) {
  return (
    <div className="px-6 py-[12vh] text-center">
      <h2 className="font-display text-lead">
        {words ? `Nothing is called “${words}”` : "No garment has all of these"}
      </h2>
      <p className="mx-auto mt-2 max-w-sm text-ink-soft">
        {words
          ? "Try fewer words, a number, or take a filter away. Garments that are no longer listed have a filter of their own."
          : "Take one of the filters away to see more."}
      </p>
      <Link href="/catalogue" className={`${buttonLook("outline")} mt-6`}>
        Show everything
      </Link>
    </div>
  );
}
