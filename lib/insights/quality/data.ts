import { wilsonFigure } from "@/ml/evaluation/wilson";
import { db, type Tx } from "../../db";
import { houseTimeZone } from "../../training/retrain/data";
import type { Allowed, AsSystem } from "../../users/allow";
import { alphaOf, type Counted, pairwiseOf, shareOf, sumOf } from "../agreement/rules";
import {
  goldByPerson,
  openDisagreements,
  type RepeatRow,
  repeatsGiven,
  sharedPairs,
  type UnitRow,
} from "../agreement/sql";
import { countedUntil } from "../rollup/data";
import { doubtByReason, figuresOf, isToldOf, type Looks, unclearestFirst, weightsOf } from "./rules";
import {
  NamedFigures,
  namedFiguresKey,
  type OwnFigures,
  type PersonFigures,
  type Quality,
  type QualityWeek,
  toldDays,
  type UnclearCategories,
} from "./schema";
import { differingByCategory, namesOf, randomFitsByWeek, sharedLooks } from "./sql";

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
  const timeZone = await houseTimeZone();
  const [until, disagreements, units, looks, repeats, gold, byCategory, fits, named] = await Promise.all([
    countedUntil("agreement"),
    openDisagreements(),
    sharedPairs(),
    sharedLooks(),
    repeatsGiven(),
    goldByPerson(),
    differingByCategory(null),
    randomFitsByWeek(shownWeeks, timeZone),
    namedFigures(),
  ]);
  const weights = weightsOf(looks);
  const all = [...weights.values()];
  return {
    countedUntil: until,
    alpha: alphaOf(units),
    pairwise: pairwiseOf(units),
    selfConsistency: shareOf(sumOf(repeats)),
    gold: shareOf(sumOf(gold)),
    disagreements,
    categories: unclearCategories(byCategory),
    reasons: unclearestFirst(
      doubtByReason(looks).map(({ reason, k, n }) => ({ reason, differing: wilsonFigure(k, n) })),
    ),
    weeks: weeksOf(units, repeats, fits),
    weights: all.length > 0 ? { people: all.length, least: Math.min(...all), most: Math.max(...all) } : null,
    named,
    people: named.isOn ? await peopleOf(looks, repeats, gold, weights) : null,
  };
}

/** This person's own figures, beside those of everybody together. */
export async function ownFigures(by: Allowed<"judge-pairs">): Promise<OwnFigures> {
  const [looks, repeats, gold, byCategory, named] = await Promise.all([
    sharedLooks(),
    repeatsGiven(),
    goldByPerson(),
    differingByCategory(by.userId),
    namedFigures(),
  ]);
  const isOwn = ({ userId }: { userId: string }) => userId === by.userId;
  const people = peopleIn(looks, repeats, gold);
  return {
    own: figuresOf(looks.filter(isOwn), repeats.filter(isOwn), gold.filter(isOwn)),
    house: people.length >= leastTogether ? figuresOf(looks, repeats, gold) : figuresOf([], [], []),
    weight: weightsOf(looks).get(by.userId) ?? 1,
    categories: unclearCategories(byCategory),
    named,
  };
}

type OfPerson = Counted & { userId: string };

const peopleIn = (...parts: { userId: string }[][]): string[] => [
  ...new Set(parts.flatMap((part) => part.map(({ userId }) => userId))),
];

async function peopleOf(
  looks: Looks[],
  repeats: OfPerson[],
  gold: OfPerson[],
  weights: Map<string, number>,
): Promise<PersonFigures[]> {
  const people = await namesOf(peopleIn(looks, repeats, gold));
  return people.map(({ userId, name }) => {
    const isOwn = (row: { userId: string }) => row.userId === userId;
    const figures = figuresOf(looks.filter(isOwn), repeats.filter(isOwn), gold.filter(isOwn));
    return { userId, name, ...figures, weight: weights.get(userId) ?? 1 };
  });
}

const unclearCategories = (rows: { a: string; b: string; k: number; n: number }[]): UnclearCategories[] =>
  unclearestFirst(rows.map(({ a, b, k, n }) => ({ names: [a, b] as [string, string], differing: wilsonFigure(k, n) })));

/** Every week that has a figure, oldest first, the last half year of them. */
function weeksOf(units: UnitRow[], repeats: RepeatRow[], fits: (Counted & { week: string })[]): QualityWeek[] {
  const names = new Set([...units, ...repeats, ...fits].map(({ week }) => week));
  const of = <Row extends { week: string }>(rows: Row[], week: string) => rows.filter((one) => one.week === week);
  return [...names]
    .sort()
    .slice(-shownWeeks)
    .map((week) => ({
      week,
      agreement: pairwiseOf(of(units, week)),
      selfConsistency: shareOf(sumOf(of(repeats, week))),
      fits: shareOf(sumOf(of(fits, week))),
    }));
}
