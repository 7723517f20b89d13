import type { Tx } from "../../db";

const none = { none: {} } as const;

/** A category on which nothing hangs. */
export const unused = {
  sourceOf: none,
  correctionOf: none,
  children: none,
  givenIn: none,
  proposedIn: none,
  chosenIn: none,
  rules: none,
  assignments: none,
};

/** Below the level that products stand in, names are words of the files: each product carries its own. */
export async function refuseFine(tx: Tx, { level, name }: { level: number; name: string }): Promise<string | null> {
  const target = await tx.category.findFirst({ where: { isTarget: true }, select: { level: true } });
  return target && level > target.level
    ? `${name} is finer than what products are filed in: change it in the file.`
    : null;
}
