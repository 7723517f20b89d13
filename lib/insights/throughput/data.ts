import { db } from "../../db";
import { houseTimeZone } from "../../training/retrain/data";
import type { Allowed, AsSystem } from "../../users/allow";
import { namedFigures } from "../quality/data";
import { countedUntil } from "../rollup/data";
import { dayOn } from "./clock";
import { measuresOf } from "./measures";
import { daysOf, fewestUnnamed, grainFor, isPartial, periodsOf } from "./rules";
import {
  type Measures,
  type Part,
  type Period,
  type QueueLeft,
  type Throughput,
  type ThroughputQuery,
  workKinds,
  workSources,
} from "./schema";
import {
  type DepthRow,
  depthsOf,
  firstDay,
  groupsOfPeople,
  peopleWithWork,
  queuesLeft,
  type Scope,
  type TallyRow,
  talliesOf,
} from "./sql";

/** "At the present pace" is that of so many days. */
export const paceDays = 7;

type Team = { groups: (Part & { userIds: string[] })[]; people: Part[] };
/** A part of the split and the keys of the rows that belong to it. */
type Slot = Part & { keys: string[] };

/** How much was answered, how fast and by what, over the days that are asked for, out of the hourly rollup; and what is
 *  left in the queues. People are told apart, and chosen, only where named figures are on. */
export async function throughput(
  _by: Allowed<"oversee"> | AsSystem,
  query: ThroughputQuery,
  now: Date,
): Promise<Throughput> {
  const [until, first, team, queues, timeZone] = await Promise.all([
    countedUntil("throughput"),
    firstDay(),
    readTeam(),
    queuesLeft(paceDays),
    houseTimeZone(),
  ]);
  const today = dayOn(now.getTime(), timeZone);
  const days = daysOf(query, today, first);
  const per = grainFor(days.from, days.to, query.per);
  const split = allowedSplit(query, team);
  const scope = scopeOf(query, { ...days, per, timeZone }, split, team);
  const [tallies, depths] = await Promise.all([talliesOf(scope), depthsOf(scope)]);
  const slots = slotsOf(split, team);
  return {
    isEmpty: first === null,
    countedUntil: until,
    timeZone,
    today,
    ...days,
    per,
    split,
    total: measuresOf(tallies),
    parts: partsOf(slots, tallies),
    periods: periodsOf(days.from, days.to, per, now, timeZone).map((start) => ({
      start,
      isPartial: isPartial(start, per, { ...days, today }, now),
      pairsWaiting: waitingIn(depths, start, "compatibility"),
      flagsWaiting: waitingIn(depths, start, "category"),
      ...periodOf(
        slots,
        tallies.filter(({ period }) => period === start),
      ),
    })),
    queues: queues.map(leftOf),
    groups: team.groups.map(({ key, name }) => ({ key, name })),
    people: team.people,
  };
}

const waitingIn = (depths: DepthRow[], start: string, head: QueueLeft["head"]): number | null =>
  depths.find((row) => row.period === start && row.head === head)?.open ?? null;

async function readTeam(): Promise<Team> {
  const [isNamed, groups] = await Promise.all([namedFigures().then(({ isOn }) => isOn), groupsOfPeople()]);
  const people = isNamed ? (await peopleWithWork()).map(({ id, name }) => ({ key: id, name })) : [];
  return {
    people,
    groups: groups
      .filter(({ userIds }) => isNamed || userIds.length >= fewestUnnamed)
      .map(({ id, name, userIds }) => ({ key: id, name, userIds })),
  };
}

/** The split that is asked for, if this team can be split so. */
function allowedSplit({ split }: ThroughputQuery, { people, groups }: Team): ThroughputQuery["split"] {
  const isThere = { work: true, source: true, person: people.length > 0, group: groups.length > 0 };
  return isThere[split] ? split : "work";
}

function scopeOf(
  query: ThroughputQuery,
  days: Pick<Scope, "from" | "to" | "per" | "timeZone">,
  split: ThroughputQuery["split"],
  { groups, people }: Team,
): Scope {
  const group = groups.find(({ key }) => key === query.group);
  const person = people.find(({ key }) => key === query.person);
  return {
    ...days,
    by: split === "work" || split === "source" ? split : "userId",
    work: query.work,
    source: query.source,
    userIds: person ? [person.key] : (group?.userIds ?? null),
  };
}

function slotsOf(split: ThroughputQuery["split"], { people, groups }: Team): Slot[] {
  const own = (key: string) => ({ key, name: key, keys: [key] });
  if (split === "work") return workKinds.map(own);
  if (split === "source") return workSources.map(own);
  if (split === "person") return people.map((person) => ({ ...person, keys: [person.key] }));
  return groups.map(({ userIds, ...group }) => ({ ...group, keys: userIds }));
}

/** Parts without any answer or skip are left out. */
function partsOf(slots: Slot[], tallies: TallyRow[]): Throughput["parts"] {
  return slots.flatMap(({ key, name, keys }) => {
    const own = tallies.filter(({ part }) => keys.includes(part));
    return own.length === 0 ? [] : [{ key, name, ...measuresOf(own) }];
  });
}

function periodOf(slots: Slot[], own: TallyRow[]): Pick<Period, "byPart"> & Measures {
  const byPart = slots.map(({ key, keys }) => [
    key,
    own.filter(({ part }) => keys.includes(part)).reduce((sum, { labels }) => sum + labels, 0),
  ]);
  return { byPart: Object.fromEntries(byPart), ...measuresOf(own) };
}

function leftOf({ head, open, leased, closed }: Awaited<ReturnType<typeof queuesLeft>>[number]): QueueLeft {
  const perDay = closed / paceDays;
  return { head, open, leased, perDay, daysLeft: perDay === 0 ? null : open / perDay };
}

/** Answers a day that closed a task, over the last seven days. */
export async function presentPace(_by: Allowed<"oversee"> | AsSystem): Promise<{ pairs: number; flags: number }> {
  const left = (await queuesLeft(paceDays)).map(leftOf);
  const of = (head: QueueLeft["head"]) => left.find((queue) => queue.head === head)?.perDay ?? 0;
  return { pairs: of("compatibility"), flags: of("category") };
}

/** In how many different hours somebody answered or skipped something. */
export async function hoursWithWork(): Promise<number> {
  return (await db().throughputHour.groupBy({ by: ["hour"] })).length;
}
