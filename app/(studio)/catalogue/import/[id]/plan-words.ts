import { count, counted } from "@/app/_ui/figures";
import type { ImportKind, ImportPlan } from "@/lib/catalogue/import-jobs/schema";
import { kindWords } from "../kind-words";

/** What a row of samples shows: "8 of the 6,845 that are new". */
export const titleOf = (which: string, all: number, shown: number) =>
  all > shown ? `${count(shown)} of the ${count(all)} ${which}` : `Those ${which}`;

/** The dry run in a sentence or two, for who decides. */
export function verdictOf(kind: ImportKind, { added, changed, unchanged, refused, delisted }: ImportPlan): string {
  const { one, many = `${one}s` } = kindWords[kind];
  const things = (n: number) => (n === 1 ? one : many);
  const parts = [
    added > 0 && `${count(added)} new ${things(added)}`,
    changed > 0 && `${count(changed)} changed`,
    delisted > 0 && `${count(delisted)} taken off the list`,
  ].filter((part) => part !== false);
  if (parts.length === 0 && refused === 0) return "Nothing would change: all of it is in the catalogue already.";
  const head = parts.length === 0 ? "Nothing would change" : parts.join(", ");
  const same = unchanged > 0 ? ` ${count(unchanged)} stay as they are.` : "";
  const bad =
    refused > 0 ? ` ${counted(refused, "row is", "rows are")} refused; the rest goes in.` : " No row is refused.";
  return `${head}.${same}${bad}`;
}
