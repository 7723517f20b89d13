import { describe, expect, it } from "vitest";
import { isStale } from "@/lib/insights/rollup/rules";
import { hoursOn, onClock } from "@/lib/insights/throughput/clock";
import { measuresOf } from "@/lib/insights/throughput/measures";
import {
  daysOf,
  grainFor,
  histogramOf,
  isPartial,
  periodsOf,
  perWorkHour,
  skipRate,
  spreadOf,
  undoRate,
} from "@/lib/insights/throughput/rules";
import { ThroughputQuery } from "@/lib/insights/throughput/schema";
import { rngOf } from "@/ml/runtime/seed";

const now = new Date("2026-03-11T10:30:00Z");
const today = "2026-03-11";

const exact = (seconds: number[], share: number) =>
  [...seconds].sort((a, b) => a - b)[Math.floor(share * seconds.length)]!;

describe("seconds by bin", () => {
  it("give median and ninth decile of skewed times within two per cent", () => {
    const rng = rngOf(7);
    const normal = () => Math.sqrt(-2 * Math.log(1 - rng())) * Math.cos(2 * Math.PI * rng());
    const seconds = Array.from({ length: 5_000 }, () => Math.exp(1.4 + 0.6 * normal()));
    const spread = spreadOf(histogramOf(seconds))!;
    expect(spread.n).toBe(5_000);
    expect(spread.median / exact(seconds, 0.5)).toBeCloseTo(1, 1);
    expect(Math.abs(spread.median / exact(seconds, 0.5) - 1)).toBeLessThan(0.02);
    expect(Math.abs(spread.p90 / exact(seconds, 0.9) - 1)).toBeLessThan(0.02);
  });

  it("of one value are off by no more than a bin", () => {
    for (const value of [0.05, 0.9, 1, 3.3, 60, 86_400]) {
      const { median, p90 } = spreadOf(histogramOf([value, value, value]))!;
      for (const told of [median, p90]) expect(Math.abs(Math.log2(told / value))).toBeLessThanOrEqual(1 / 8 + 1e-9);
    }
  });

  it("add up over rows, and tell nothing where there is nothing", () => {
    const none = { labels: 0, undone: 0, revised: 0, late: 0, skipped: 0, workMs: 0, pace: 0n, between: 0n };
    const { pace, between, workSeconds } = measuresOf([
      { ...none, labels: 2, workMs: 4_000, pace: histogramOf([2, 4]) },
      { ...none, labels: 2, pace: histogramOf([2, 2]) },
    ]);
    expect(pace).toMatchObject({ n: 4 });
    expect(pace!.median).toBeCloseTo(2 ** ((8 + 2 / 3) / 8));
    expect(between).toBeNull();
    expect(workSeconds).toBe(4);
  });
});

describe("the days of a query", () => {
  const query = (given: object) => ThroughputQuery.parse(given);

  it("are the last thirty unless something else is asked", () => {
    expect(daysOf(query({}), today, "2025-01-01")).toEqual({ from: "2026-02-10", to: "2026-03-11" });
    expect(daysOf(query({ range: "all" }), today, "2025-01-01")).toEqual({ from: "2025-01-01", to: "2026-03-11" });
    expect(daysOf(query({ range: "all" }), today, null)).toEqual({ from: "2026-03-11", to: "2026-03-11" });
  });

  it("that are chosen go before the range, whichever comes first, and end today", () => {
    expect(daysOf(query({ from: "2026-03-05", to: "2026-03-01", range: "7d" }), today, null)).toEqual({
      from: "2026-03-01",
      to: "2026-03-05",
    });
    expect(daysOf(query({ from: "2026-03-05" }), today, null)).toEqual({ from: "2026-03-05", to: "2026-03-11" });
    expect(daysOf(query({ to: "2027-01-01" }), today, null)).toEqual({ from: "2026-03-11", to: "2026-03-11" });
  });

  it("are shown by the hour, day or week that fits them, and never by thousands of bars", () => {
    expect(grainFor("2026-03-11", "2026-03-11", undefined)).toBe("hour");
    expect(grainFor("2026-02-10", "2026-03-11", undefined)).toBe("day");
    expect(grainFor("2025-03-12", "2026-03-11", undefined)).toBe("week");
    expect(grainFor("2026-02-10", "2026-03-11", "hour")).toBe("day");
    expect(grainFor("2026-03-05", "2026-03-11", "hour")).toBe("hour");
    expect(grainFor("2020-01-01", "2026-03-11", "day")).toBe("week");
  });

  it("make periods without gaps, weeks from Monday, none in the future", () => {
    expect(periodsOf("2026-03-01", "2026-03-11", "week", now, "UTC")).toEqual([
      "2026-02-23",
      "2026-03-02",
      "2026-03-09",
    ]);
    expect(periodsOf("2026-03-11", "2026-03-11", "hour", now, "UTC")).toHaveLength(11);
    expect(periodsOf("2026-02-10", "2026-03-11", "day", now, "UTC")).toHaveLength(30);
  });

  it("say which periods are cut off", () => {
    const days = { from: "2026-03-01", to: "2026-03-11", today };
    expect(isPartial("2026-02-23", "week", days, now)).toBe(true);
    expect(isPartial("2026-03-02", "week", days, now)).toBe(false);
    expect(isPartial("2026-03-11", "day", days, now)).toBe(true);
    expect(isPartial("2026-03-11T10:00:00+00:00", "hour", days, now)).toBe(true);
    expect(isPartial("2026-03-11T10:00:00+01:00", "hour", days, now)).toBe(false);
  });
});

describe("the house's clock", () => {
  it("shows a moment with its offset", () => {
    const at = Date.parse("2026-03-10T23:30:05Z");
    expect(onClock(at, "UTC")).toBe("2026-03-10T23:30:05+00:00");
    expect(onClock(at, "Europe/Madrid")).toBe("2026-03-11T00:30:05+01:00");
    expect(onClock(at, "America/Bogota")).toBe("2026-03-10T18:30:05-05:00");
    expect(Date.parse(onClock(at, "Asia/Kathmandu"))).toBe(at);
  });

  it("has 23 hours on the day that it is set forward, 25 on the day that it is set back, and none that is to come", () => {
    const late = Date.parse("2027-01-01T00:00:00Z");
    const forward = hoursOn("2026-03-29", "2026-03-29", "Europe/Madrid", late);
    expect(forward).toHaveLength(23);
    expect(forward.slice(1, 3)).toEqual(["2026-03-29T01:00:00+01:00", "2026-03-29T03:00:00+02:00"]);
    expect(hoursOn("2026-10-25", "2026-10-25", "Europe/Madrid", late)).toHaveLength(25);
    expect(hoursOn("2026-03-10", "2026-03-10", "Asia/Kathmandu", late)).toHaveLength(24);
    expect(hoursOn("2026-03-10", "2026-03-11", "Pacific/Kiritimati", Date.parse("2026-03-10T00:00:00Z"))).toHaveLength(
      15,
    );
  });
});

it("rates are of all that was looked at, and none is told of nothing", () => {
  expect(undoRate({ labels: 90, undone: 10 })).toBe(0.1);
  expect(skipRate({ labels: 70, undone: 10, skipped: 20 })).toBe(0.2);
  expect(undoRate({ labels: 0, undone: 0 })).toBeNull();
  expect(perWorkHour({ labels: 30, workSeconds: 180 })).toBe(600);
  expect(perWorkHour({ labels: 1, workSeconds: 2 })).toBeNull();
});

it("a count that nobody keeps any more is told from a fresh one", () => {
  expect(isStale("2026-03-11T10:29:50Z", now.getTime())).toBe(false);
  expect(isStale("2026-03-11T10:20:00Z", now.getTime())).toBe(true);
  expect(isStale(null, now.getTime())).toBe(true);
});
