import { productCards } from "../catalogue/data";
import { db } from "../db";
import type { Allowed } from "../users/allow";
import { can } from "../users/rules";
import { type LabelVerdict, type ProductLabels, pairVerdicts } from "./schema";

const shown = 24;
const newestFirst = [{ createdAt: "desc" }, { id: "desc" }] as const;

/** What people have said of a product: pairs judged with it and flags settled, newest first. Pairs that somebody is still
 *  to judge are left out, so that nobody reads an answer before giving one; names are told to those who oversee, and
 *  everyone sees their own. */
export async function productLabels(by: Allowed<"browse">, productId: string): Promise<ProductLabels> {
  const isOpen = { doneAt: null, withdrawnAt: null };
  const named = { select: { id: true, name: true } } as const;
  const [pairs, flags] = await Promise.all([
    db().label.findMany({
      where: {
        supersededAt: null,
        verdict: { in: [...pairVerdicts] },
        pair: { OR: [{ productAId: productId }, { productBId: productId }], tasks: { none: isOpen }, gold: null },
      },
      orderBy: [...newestFirst],
      take: shown,
      select: { ...said, user: named, pair: { select: { productAId: true, productBId: true } } },
    }),
    db().label.findMany({
      where: { supersededAt: null, flag: { productId } },
      orderBy: [...newestFirst],
      take: shown,
      select: {
        ...said,
        user: named,
        chosenCategory: named,
        flag: { select: { attribute: true, givenCategory: named, proposedCategory: named } },
      },
    }),
  ]);
  const otherOf = (pair: { productAId: string; productBId: string }) =>
    pair.productAId === productId ? pair.productBId : pair.productAId;
  const cards = await productCards(pairs.flatMap(({ pair }) => (pair ? [otherOf(pair)] : [])));
  const nameOf = (user: { id: string; name: string }) =>
    can(by.role, "oversee") || user.id === by.userId ? user.name : null;
  return {
    pairs: pairs.flatMap(({ pair, user, createdAt, verdict, ...rest }) => {
      const other = pair && cards.get(otherOf(pair));
      return other ? [{ ...rest, verdict, at: createdAt.toISOString(), by: nameOf(user), other }] : [];
    }),
    flags: flags.flatMap(({ flag, user, createdAt, chosenCategory, verdict, ...rest }) =>
      flag
        ? [
            {
              ...rest,
              // The database's verdicts are the schema's.
              verdict: verdict as LabelVerdict,
              at: createdAt.toISOString(),
              by: user.name,
              attribute: flag.attribute,
              given: flag.givenCategory?.name ?? null,
              proposed: flag.proposedCategory?.name ?? null,
              chosen: chosenCategory?.name ?? null,
            },
          ]
        : [],
    ),
  };
}

const said = { id: true, verdict: true, reason: true, note: true, createdAt: true } as const;
