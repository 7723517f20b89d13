import { db } from "../db";
import type { Allowed } from "../users/allow";
import { can } from "../users/rules";
import { toCard } from "./internal";
import type { TokenCard } from "./schema";

const newestFirst = [{ createdAt: "desc" }, { id: "desc" }] as const;
const shown = 200;

/** This person's tokens, newest first, and for who administers everybody's, those that work before those that don't. */
export async function tokens(by: Allowed<"judge-pairs">): Promise<{ own: TokenCard[]; others: TokenCard[] }> {
  const [own, others] = await Promise.all([
    db().apiToken.findMany({ where: { userId: by.userId }, orderBy: [...newestFirst], take: shown }),
    can(by.role, "administer")
      ? db().apiToken.findMany({
          where: { userId: { not: by.userId } },
          orderBy: [{ revokedAt: { sort: "asc", nulls: "first" } }, ...newestFirst],
          take: shown,
          include: { user: { select: { name: true } } },
        })
      : [],
  ]);
  return { own: own.map((row) => toCard(row)), others: others.map((row) => toCard(row, row.user.name)) };
}
