import { bootstrapFigure, weightedMean } from "@/ml/evaluation/bootstrap";
import { wilsonFigure } from "@/ml/evaluation/wilson";
import { db, type Tx } from "../../db";
import { disagreementCount } from "../../labels/adjudication/data";
import { agreement, reliability } from "../../labels/agreement/data";
import type { Figure } from "../../models/schema";
import type { Allowed, AsSystem } from "../../users/allow";
import { isToldOf, sameOpinion, unclearestFirst } from "./rules";
import {
  type AgreementFigures,
  NamedFigures,
  namedFiguresKey,
  type OwnFigures,
  type Quality,
  type QualityWeek,
  toldDays,
  type UnclearCategories,
} from "./schema";
import {
  blindUnits,
  differingByCategory,
  differingByReason,
  type PersonRow,
  peopleChecked,
  randomFitsByWeek,
  repeatsByWeek,
  type Unit,
} from "./sql";

const seed = 1;
const shownWeeks = 26;
/** The sum of two people would tell each of them the other's figures. */
const leastTogether = 3;

/** Whether managers see figures by name, and since when it is so; off until somebody turns it on. */
export async function namedFigures(tx: Tx = db()): Promise<{ isOn: boolean; since: string | null }> {
  const row = await tx.setting.findUnique({ where: { key: namedFiguresKey } });
  return { ...NamedFigures.parse(row?.value ?? { isOn: false }), since: row?.updatedAt.toISOString() ?? null };
}

/** The last change of who sees figures by name, for somebody who was here before it; null when it is no news any more. */
export async function namedFiguresNews(
  by: Allowed<"judge-pairs">,
  now: Date,
): Promise<{ isOn: boolean; at: string } | null> {
  const { isOn, since } = await namedFigures();
  if (!since) return null;
  const { createdAt } = await db().user.findUniqueOrThrow({ where: { id: by.userId }, select: { createdAt: true } });
  return isToldOf(new Date(since), createdAt, now, toldDays) ? { isOn, at: since } : null;
}

/** How far people agree, where they do not, how that moves, and what it makes of their weights in training. People by name
 *  only while an admin has that turned on; in no order but that of names. */
export async function quality(_by: Allowed<"oversee"> | AsSystem): Promise<Quality> {
  const [agreed, disagreements, units, byCategory, byReason, repeats, fits, weights, named] = await Promise.all([
    agreement(),
    disagreementCount(),
    blindUnits(),
    differingByCategory(null),
    differingByReason(),
    repeatsByWeek(),
    randomFitsByWeek(),
    reliability(),
    namedFigures(),
  ]);
  const people = named.isOn ? await peopleChecked() : null;
  const all = [...weights.values()];
  return {
    alpha: agreed.interAnnotator,
    pairwise: pairwiseOf(units),
    selfConsistency: agreed.selfConsistency,
    gold: agreed.gold,
    disagreements,
    categories: unclearCategories(byCategory),
    reasons: unclearestFirst(byReason.map(({ reason, k, n }) => ({ reason, differing: wilsonFigure(k, n) }))),
    weeks: weeksOf(units, repeats, fits),
    weights: all.length > 0 ? { people: all.length, least: Math.min(...all), most: Math.max(...all) } : null,
    named,
    people: people?.map((row) => ({ ...figuresOf(row), ...who(row), weight: weights.get(row.userId) ?? 1 })) ?? null,
  };
}

/** This person's own figures, beside those of everybody together. */
export async function ownFigures(by: Allowed<"judge-pairs">): Promise<OwnFigures> {
  const [people, weights, byCategory, named] = await Promise.all([
    peopleChecked(),
    reliability(),
    differingByCategory(by.userId),
    namedFigures(),
  ]);
  const own = people.find(({ userId }) => userId === by.userId);
  return {
    own: own ? figuresOf(own) : nothing,
    house: people.length >= leastTogether ? figuresOf(togetherOf(people)) : nothing,
    weight: weights.get(by.userId) ?? 1,
    categories: unclearCategories(byCategory),
    named,
  };
}

const nothing: AgreementFigures = { withOthers: null, withConsensus: null, withOneself: null, withGold: null };
const shareOf = (k: number, n: number): Figure | null => (n > 0 ? wilsonFigure(k, n) : null);
const who = ({ userId, name }: PersonRow) => ({ userId, name });

const figuresOf = (row: Omit<PersonRow, "userId" | "name">): AgreementFigures => ({
  withOthers: shareOf(row.othersK, row.othersN),
  withConsensus: shareOf(row.consensusK, row.consensusN),
  withOneself: shareOf(row.repeatK, row.repeatN),
  withGold: shareOf(row.goldK, row.goldN),
});

const parts = [
  "othersK",
  "othersN",
  "consensusK",
  "consensusN",
  "repeatK",
  "repeatN",
  "goldK",
  "goldN",
] as const satisfies (keyof PersonRow)[];

function togetherOf(people: PersonRow[]): Omit<PersonRow, "userId" | "name"> {
  const sums = parts.map((part) => [part, people.reduce((sum, row) => sum + row[part], 0)]);
  // Every part is there once.
  return Object.fromEntries(sums) as Omit<PersonRow, "userId" | "name">;
}

const unclearCategories = (rows: { a: string; b: string; k: number; n: number }[]): UnclearCategories[] =>
  unclearestFirst(rows.map(({ a, b, k, n }) => ({ names: [a, b] as [string, string], differing: wilsonFigure(k, n) })));

function pairwiseOf(units: Unit[]): Figure | null {
  if (units.length === 0) return null;
  return bootstrapFigure([...units.keys()], weightedMean(units.map(sameOpinion)), seed);
}

type Counted = { week: string; k: number; n: number };

/** Every week that has a figure, oldest first, the last half year of them. */
function weeksOf(units: Unit[], repeats: Counted[], fits: Counted[]): QualityWeek[] {
  const names = new Set([...units, ...repeats, ...fits].map(({ week }) => week));
  const of = (rows: Counted[], week: string) => {
    const row = rows.find((one) => one.week === week);
    return row ? shareOf(row.k, row.n) : null;
  };
  return [...names]
    .sort()
    .slice(-shownWeeks)
    .map((week) => ({
      week,
      agreement: pairwiseOf(units.filter((unit) => unit.week === week)),
      selfConsistency: of(repeats, week),
      fits: of(fits, week),
    }));
}
