import { reliabilityOf, type SharedOpinions } from "../../labels/agreement/rules";
import type { PairReason } from "../../labels/schema";
import { type Counted, shareOf, sumOf } from "../agreement/rules";
import type { AgreementFigures } from "./schema";

/** Fewer pairs than this make no case against a guide. */
export const leastCases = 5;
const most = 12;

type Measured = { differing: { lower: number; value: number; n: number } };

/** Where people differ surely, first: by the lower end of the interval, so that three of four is no headline. */
export const unclearestFirst = <T extends Measured>(cases: readonly T[]): T[] =>
  cases
    .filter(({ differing }) => differing.n >= leastCases && differing.value > 0)
    .sort((a, b) => b.differing.lower - a.differing.lower)
    .slice(0, most);

const dayMs = 86_400_000;

/** Whether a change of the setting is news to somebody who was here before it. */
export const isToldOf = (changedAt: Date, memberSince: Date, now: Date, days: number): boolean =>
  memberSince < changedAt && now.getTime() - changedAt.getTime() < days * dayMs;

/** n blind looks of one person: what they said, what the others said of the same pairs, what those were settled to. */
export type Looks = {
  userId: string;
  verdict: "fits" | "clashes";
  reason: PairReason | null;
  fits: number;
  clashes: number;
  settled: string | null;
  n: number;
};

const sameShare = ({ verdict, fits, clashes }: Looks): number =>
  (verdict === "fits" ? fits : clashes) / (fits + clashes);

function grouped<Key, Row>(rows: readonly Row[], keyOf: (row: Row) => Key): [Key, Row[]][] {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const own = groups.get(keyOf(row)) ?? [];
    own.push(row);
    groups.set(keyOf(row), own);
  }
  return [...groups];
}

const weighed = (looks: readonly Looks[], share: (one: Looks) => number): number =>
  looks.reduce((sum, one) => sum + share(one) * one.n, 0);
const countOf = (looks: readonly Looks[]): number => looks.reduce((sum, { n }) => sum + n, 0);

/** By reason given for a clash: the share of the others who said that the pair fits, summed over such clashes. */
export const doubtByReason = (looks: readonly Looks[]): (Counted & { reason: PairReason })[] =>
  grouped(
    looks.filter(({ verdict, reason }) => verdict === "clashes" && reason !== null),
    // Those without one are gone.
    ({ reason }) => reason as PairReason,
  ).map(([reason, own]) => ({ reason, k: weighed(own, (one) => 1 - sameShare(one)), n: countOf(own) }));

/** Each person's weight in training, from the same looks that training counts. */
export const weightsOf = (looks: readonly Looks[]): Map<string, number> =>
  reliabilityOf(
    grouped(looks, ({ userId }) => userId).map(
      ([userId, own]): SharedOpinions => ({ userId, same: weighed(own, sameShare), n: countOf(own) }),
    ),
  );

/** The settled verdict, or else what most of the others said; where they are even there is none. */
function consensusOf({ settled, fits, clashes }: Looks): string | null {
  if (settled !== null) return settled;
  return fits === clashes ? null : fits > clashes ? "fits" : "clashes";
}

type OfPerson = Counted & { userId: string };

/** What these people's checked answers came to. */
export function figuresOf(
  looks: readonly Looks[],
  repeats: readonly OfPerson[],
  gold: readonly OfPerson[],
): AgreementFigures {
  const told = looks.filter((one) => ["fits", "clashes"].includes(consensusOf(one) ?? ""));
  return {
    withOthers: shareOf({ k: weighed(looks, sameShare), n: countOf(looks) }),
    withConsensus: shareOf({ k: weighed(told, (one) => Number(consensusOf(one) === one.verdict)), n: countOf(told) }),
    withOneself: shareOf(sumOf(repeats)),
    withGold: shareOf(sumOf(gold)),
  };
}
