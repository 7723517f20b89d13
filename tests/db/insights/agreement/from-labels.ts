import { db } from "@/lib/db";
import type { Label } from "@/prisma/generated/client";

/* The rollup of agreement once more, label by label and in no hurry: what its SQL is held against. */

const sure = (label: Label) => label.verdict === "fits" || label.verdict === "clashes";
const stands = (label: Label) => label.supersededAt === null && label.head === "compatibility";
const isFirstLook = (label: Label) => stands(label) && sure(label) && label.occasion === 0 && label.slice !== "gold";
const isAlone = (label: Label) => stands(label) && sure(label) && label.slice !== "gold" && label.setId === null;
const isBlind = (label: Label) => isFirstLook(label) && label.setId === null;
const says = (labels: Label[], verdict: Label["verdict"]) => labels.filter((label) => label.verdict === verdict).length;

/** The Monday of a moment in Greenwich. */
function mondayOf(at: Date): Date {
  const day = new Date(at.toISOString().slice(0, 10));
  return new Date(day.getTime() - ((day.getUTCDay() + 6) % 7) * 86_400_000);
}
const newest = (labels: Label[]) => new Date(Math.max(...labels.map(({ createdAt }) => createdAt.getTime())));
const byId = <T>(rows: T[], idOf: (row: T) => string) => rows.sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));

const ofPair = (labels: Label[], pairId: string) => labels.filter((label) => label.pairId === pairId);
const pairIdsOf = (labels: Label[]) => [...new Set(labels.flatMap(({ pairId }) => pairId ?? []))];

export async function pairsOf(labels: Label[]) {
  const pairs = await db().pair.findMany({ where: { id: { in: pairIdsOf(labels) } } });
  const rows = pairs.flatMap(({ id, productAId, productBId }) => {
    const own = ofPair(labels, id);
    const [looks, blind, alone] = [own.filter(isFirstLook), own.filter(isBlind), own.filter(isAlone)];
    const isLeftOut = own.some((label) => stands(label) && label.verdict === "notChosen");
    const isShared = new Set(blind.map(({ userId }) => userId)).size > 1;
    const isDisputed =
      new Set(looks.map(({ verdict }) => verdict)).size > 1 && new Set(looks.map(({ userId }) => userId)).size > 1;
    const clashAlone = isLeftOut && alone.length > 0 ? says(alone, "clashes") / alone.length : null;
    if (!isShared && !isDisputed && clashAlone === null) return [];
    const week = mondayOf(newest([blind, looks, alone].find((some) => some.length > 0)!));
    const counts = { fits: says(blind, "fits"), clashes: says(blind, "clashes") };
    return [{ pairId: id, productAId, productBId, ...counts, isShared, week, isDisputed, clashAlone }];
  });
  return byId(rows, ({ pairId }) => pairId);
}

export function answersOf(labels: Label[]) {
  const row = (label: Label, kind: "firstLook" | "repeat", others: Label[]) => ({
    labelId: label.id,
    pairId: label.pairId!,
    userId: label.userId,
    kind,
    week: mondayOf(label.createdAt),
    verdict: label.verdict,
    reason: label.reason,
    fits: says(others, "fits"),
    clashes: says(others, "clashes"),
  });
  const looks = labels.filter(isBlind).flatMap((label) => {
    const others = ofPair(labels, label.pairId!).filter((one) => isBlind(one) && one.userId !== label.userId);
    return others.length > 0 ? [row(label, "firstLook", others)] : [];
  });
  const repeats = labels
    .filter((label) => stands(label) && sure(label) && label.slice === "repeat" && !label.isLate)
    .flatMap((label) => {
      const first = labels.filter(
        (one) =>
          one.subjectId === label.subjectId &&
          one.userId === label.userId &&
          one.occasion === 0 &&
          one.supersededAt === null &&
          !one.isLate &&
          sure(one),
      );
      return first.length > 0 ? [row(label, "repeat", first)] : [];
    });
  return byId([...looks, ...repeats], ({ labelId }) => labelId);
}
