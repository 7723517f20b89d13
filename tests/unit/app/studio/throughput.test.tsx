import { fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { drawnParts } from "@/app/(studio)/overview/throughput/looks";
import { ThroughputScreen } from "@/app/(studio)/overview/throughput/throughput-screen";
import { daysText, hoursText, longPeriod, secondsText } from "@/app/(studio)/overview/throughput/words";
import { csvOf } from "@/app/api/overview/throughput/csv";
import { type Measures, type Throughput, ThroughputQuery } from "@/lib/insights/throughput/schema";
import { onStage, router, setStage } from "./stage";

setStage();

const now = Date.parse("2026-03-11T10:30:00Z");
const measures = (labels: number, more: Partial<Measures> = {}): Measures => ({
  labels,
  undone: 0,
  revised: 0,
  late: 0,
  skipped: 0,
  workSeconds: labels * 6,
  pace: labels === 0 ? null : { median: 4.2, p90: 11.6, n: labels },
  between: labels === 0 ? null : { median: 5.5, p90: 14, n: labels },
  ...more,
});
const waiting = (pairsWaiting: number | null) => ({ pairsWaiting, flagsWaiting: null });
const total = measures(1_500, { undone: 30, revised: 4, late: 2, skipped: 170 });

const found = (more: Partial<Throughput> = {}): Throughput => ({
  isEmpty: false,
  countedUntil: "2026-03-11T10:29:40Z",
  timeZone: "Europe/Madrid",
  today: "2026-03-11",
  from: "2026-03-10",
  to: "2026-03-11",
  per: "day",
  split: "work",
  total,
  parts: [
    { key: "pair", name: "pair", ...measures(1_200) },
    { key: "flag", name: "flag", ...measures(300) },
  ],
  periods: [
    { start: "2026-03-10", isPartial: false, byPart: { pair: 900, flag: 0 }, ...measures(900), ...waiting(1_450) },
    { start: "2026-03-11", isPartial: true, byPart: { pair: 300, flag: 300 }, ...measures(600), ...waiting(null) },
  ],
  queues: [
    { head: "compatibility", open: 1_200, leased: 3, perDay: 120.4, daysLeft: 9.97 },
    { head: "category", open: 80, leased: 0, perDay: 0, daysLeft: null },
  ],
  groups: [],
  people: [],
  ...more,
});

const show = (more: Partial<Throughput> = {}, query: object = {}, isMisread = false) =>
  onStage(
    <ThroughputScreen found={found(more)} query={ThroughputQuery.parse(query)} isMisread={isMisread} now={now} />,
  );
const figure = (name: string) => screen.getByText(name, { selector: "dt" }).parentElement?.textContent;

describe("Throughput", () => {
  it("tells the days in six figures, each with what it rests on", () => {
    show();
    expect(figure("Labels")).toBe("Labels1,5004 revised, 2 came late");
    expect(figure("Labels an hour of work")).toBe("Labels an hour of work600in 2.5 hours of work");
    expect(figure("Median time on an answer")).toContain("4.2 snine in ten within 12 s");
    expect(figure("Taken back")).toContain("2.0 %30 answers");
    expect(figure("Passed on")).toContain("10.0 %170 skips");
  });

  it("has a table and a file under every chart, newest first, with what is cut off", () => {
    show({}, { source: "gold" });
    const rows = within(screen.getByRole("table", { name: "Labels per day" })).getAllByRole("row");
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      "DayPairsReview, one by oneAll",
      "Wed 11 Mar, in part300300600",
      "Tue 10 Mar9000900",
    ]);
    for (const name of [
      "Labels per day",
      "Time on an answer",
      "Taken back and passed on",
      "By kind of work",
      "What waited",
    ])
      expect(screen.getByRole("link", { name: `${name} as CSV` }).getAttribute("href")).toMatch(
        /^\/api\/overview\/throughput\?table=(periods|parts)&source=gold$/,
      );
  });

  it("tells how long a queue lasts, or that nobody is at it", () => {
    show();
    expect(figure("Pairs waiting, 3 of them with someone")).toContain("1,20010 days at 120 a day");
    expect(figure("Flags waiting")).toContain("80nobody answered any in the last 7 days");
  });

  it("tells what waited when each period ended, and on whose clock", () => {
    const { unmount } = show();
    const rows = within(screen.getByRole("table", { name: "What waited, per day" })).getAllByRole("row");
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      "DayPairs waitingFlags waiting",
      "Wed 11 Mar, in part––",
      "Tue 10 Mar1,450–",
    ]);
    expect(screen.getByRole("link", { name: "Europe/Madrid" })).toBeTruthy();
    unmount();
    show({ periods: [] });
    expect(screen.getByText(/Nothing was noted in the days shown/)).toBeTruthy();
  });

  it("keeps every choice in the address", () => {
    show({}, { work: "pair", range: "90d" });
    fireEvent.click(screen.getByRole("checkbox", { name: "Complete" }));
    expect(router.replace).toHaveBeenLastCalledWith("/overview/throughput?range=90d&work=pair%2Cset", {
      scroll: false,
    });
    fireEvent.change(screen.getByLabelText("From"), { target: { value: "2026-03-01" } });
    expect(router.replace).toHaveBeenLastCalledWith(
      "/overview/throughput?range=90d&from=2026-03-01&to=2026-03-11&work=pair",
      { scroll: false },
    );
    fireEvent.change(screen.getByLabelText("Days"), { target: { value: "30d" } });
    expect(router.replace).toHaveBeenLastCalledWith("/overview/throughput?work=pair", { scroll: false });
  });

  it("offers people and groups only where they can be told apart", () => {
    show();
    expect(screen.queryByLabelText("Person")).toBeNull();
    expect(screen.queryByRole("option", { name: "Person" })).toBeNull();
  });

  it("lets a person be chosen where figures are named", () => {
    show({ people: [{ key: "00000000-0000-4000-8000-000000000001", name: "Ana" }] });
    fireEvent.change(screen.getByLabelText("Person"), { target: { value: "00000000-0000-4000-8000-000000000001" } });
    expect(router.replace.mock.lastCall?.[0]).toContain("person=00000000");
  });

  it("says when nobody counts, and when the address makes no sense", () => {
    show({ countedUntil: "2026-03-11T09:00:00Z" }, {}, true);
    expect(screen.getAllByRole("alert").map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/the usual view is shown/),
      expect.stringMatching(/Nothing is lost: start a worker/),
    ]);
  });

  it("knows nothing of days without an answer, and says so", () => {
    show({ total: measures(0), parts: [] });
    expect(figure("Median time on an answer")).toContain("not known yet");
  });
});

it("of many parts the smaller ones are drawn as one, and nobody is ranked", () => {
  const parts = Array.from({ length: 9 }, (_, at) => ({ key: `p${at}`, name: `Person ${at}`, labels: at }));
  const drawn = drawnParts(parts, ({ name }) => name);
  expect(drawn.map(({ name }) => name)).toEqual([
    "Person 4",
    "Person 5",
    "Person 6",
    "Person 7",
    "Person 8",
    "4 others",
  ]);
  expect(drawn.at(-1)!.keys).toEqual(["p3", "p2", "p1", "p0"]);
});

it("the file holds plain numbers, leaves out what is not known, and runs no formula", () => {
  const lines = csvOf(found(), "periods").split("\n");
  expect(lines[0]).toMatch(/^day,in_part,labels: pair,labels: flag,labels,undone,/);
  expect(lines[1]).toBe("2026-03-10,no,900,0,900,0,0,0,0,1.5,600,4.2,11.6,5.5,0,0,1450,");
  const parts = csvOf(found({ split: "person", parts: [{ key: "a", name: "=1+1", ...measures(0) }] }), "parts").split(
    "\n",
  );
  expect(parts[0]).toMatch(/^person,labels,/);
  expect(parts[1]).toBe("'=1+1,0,0,0,0,0,0,,,,,,");
});

it("times and spans are told as people would", () => {
  expect([4.26, 9.97, 42.6, 95, 120].map(secondsText)).toEqual(["4.3 s", "10 s", "43 s", "1 min 35 s", "2 min"]);
  expect([0.4, 1, 9.2, 120].map(daysText)).toEqual(["less than a day", "1 day", "9 days", "17 weeks"]);
  expect([300, 5_400, 90_000].map(hoursText)).toEqual([
    "in 5 min of work",
    "in 1.5 hours of work",
    "in 25 hours of work",
  ]);
  expect(longPeriod("2026-03-09", "week")).toBe("week of 9 Mar 2026");
  expect(longPeriod("2026-03-29T03:00:00+02:00", "hour")).toBe("Sun 29 Mar, 03:00");
});
