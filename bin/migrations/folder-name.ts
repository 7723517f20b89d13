import { Refusal } from "../instance/refusal";

/** Prisma's folder name: the UTC second, then the words in lower case. Throws a Refusal when no letter is left. */
export function migrationFolder(name: string, now: Date): string {
  const words = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  if (!words) throw new Refusal("A migration's name needs letters or digits, as in: npm run migration -- add_seasons");
  const second = now.toISOString().replace(/\D/g, "").slice(0, 14);
  return `${second}_${words}`;
}
