import type { ProductCard } from "@/lib/catalogue/schema";
import { priceOf } from "../_garments/words";

export type Difference = { label: string; one: string; other: string };

/** What two products say of themselves, line by line; the lines in which they differ alone. */
export function differencesOf(one: ProductCard, other: ProductCard): Difference[] {
  const names = new Map([...one.attributes, ...other.attributes].map(({ name, label }) => [name, label]));
  const valuesOf = ({ attributes }: ProductCard, name: string) =>
    attributes.find((attribute) => attribute.name === name)?.values.join(", ");
  const lines: [string, string | null | undefined, string | null | undefined][] = [
    ["Number", one.id, other.id],
    ["Garment model", one.groupId, other.groupId],
    ["Title", one.title, other.title],
    ["Category", one.category?.name, other.category?.name],
    ["Price", priceOf(one), priceOf(other)],
    ["Season", one.season, other.season],
    ...[...names].map(([name, label]): (typeof lines)[number] => [label, valuesOf(one, name), valuesOf(other, name)]),
  ];
  return lines
    .filter(([, a, b]) => (a ?? "") !== (b ?? ""))
    .map(([label, a, b]) => ({ label, one: a || "none", other: b || "none" }));
}
