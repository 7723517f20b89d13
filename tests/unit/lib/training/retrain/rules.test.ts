import { describe, expect, it } from "vitest";
import { dueReason, latestNight } from "@/lib/training/retrain/rules";
import { RetrainRules, type Since } from "@/lib/training/retrain/schema";

const rules = RetrainRules.parse({ hour: 2, timeZone: "Europe/Madrid" });
const off = rules.compatibility;
// In Madrid, half past three in the morning of 2 March.
const now = new Date("2026-03-02T02:30:00Z");
const quiet: Since = {
  isActive: false,
  lastRunAt: new Date("2026-03-01T12:00:00Z"),
  labels: 0,
  imports: 0,
  learnt: null,
};

const due = (head: Partial<typeof off>, since: Partial<Since>, at = now) =>
  dueReason({ ...off, ...head }, rules, { ...quiet, ...since }, at);

describe("whether a network is to be trained by itself", () => {
  it("never is while no rule is on", () => {
    const learnt = { answers: 5_000, gain: 1, lower: 0.9 };
    expect(due({}, { labels: 100_000, imports: 9, learnt, lastRunAt: null })).toBeNull();
  });

  it("is after so many new answers, and not one earlier", () => {
    expect(due({ everyLabels: 500 }, { labels: 499 })).toBeNull();
    expect(due({ everyLabels: 500 }, { labels: 1_500 })).toBe("1,500 new answers");
  });

  it("never is while a run is under way", () => {
    expect(due({ everyLabels: 500, nightly: true }, { labels: 900, isActive: true })).toBeNull();
  });

  it("is once a night, when there is something new", () => {
    expect(due({ nightly: true }, { labels: 1 })).toBe("every night");
    expect(due({ nightly: true }, { imports: 1 })).toBe("every night");
    expect(due({ nightly: true }, {})).toBeNull();
    expect(due({ nightly: true }, { labels: 1, lastRunAt: new Date("2026-03-02T01:05:00Z") })).toBeNull();
    expect(due({ nightly: true }, { labels: 1, lastRunAt: null })).toBe("every night");
  });

  it("waits for the next night when the worker comes back at noon", () => {
    expect(due({ nightly: true }, { labels: 1 }, new Date("2026-03-02T11:00:00Z"))).toBeNull();
  });

  it("is when what the answers taught is sure to beat what serves, on enough of them", () => {
    const learnt = { answers: 240, gain: 0.05, lower: 0.01 };
    expect(due({ whenItPays: true }, { labels: 240, learnt })).toContain("240 answers since its training");
    expect(due({ whenItPays: true }, { labels: 240, learnt: { ...learnt, lower: -0.001 } })).toBeNull();
    expect(due({ whenItPays: true }, { labels: 240, learnt: { ...learnt, answers: 99 } })).toBeNull();
    // A challenger was trained on them already and did not come to serve: training again would bring the same.
    expect(due({ whenItPays: true }, { labels: 30, learnt })).toBeNull();
  });
});

describe("the night's hour", () => {
  const night = (at: string, hour: number, zone: string) => latestNight(new Date(at), hour, zone).toISOString();

  it("is one of the clock on the house's wall, summer and winter", () => {
    expect(night("2026-03-02T02:30:00Z", 2, "Europe/Madrid")).toBe("2026-03-02T01:00:00.000Z");
    expect(night("2026-07-02T02:30:00Z", 2, "Europe/Madrid")).toBe("2026-07-02T00:00:00.000Z");
    expect(night("2026-07-02T02:30:00Z", 23, "Asia/Kolkata")).toBe("2026-07-01T17:30:00.000Z");
  });

  it("was yesterday's before it has struck", () => {
    expect(night("2026-03-02T00:59:00Z", 2, "Europe/Madrid")).toBe("2026-03-01T01:00:00.000Z");
    expect(night("2026-03-02T00:10:00Z", 0, "UTC")).toBe("2026-03-02T00:00:00.000Z");
  });

  it("is the end of the gap on the night that skips it, and the first of two on the night that has it twice", () => {
    expect(night("2026-03-29T03:00:00Z", 2, "Europe/Madrid")).toBe("2026-03-29T01:00:00.000Z");
    expect(night("2026-10-25T03:00:00Z", 2, "Europe/Madrid")).toBe("2026-10-25T00:00:00.000Z");
  });
});

it("rules with a time zone that there is not are refused", () => {
  expect(RetrainRules.safeParse({ timeZone: "Europe/Nowhere" }).success).toBe(false);
  expect(RetrainRules.safeParse({ compatibility: { everyLabels: 3 } }).success).toBe(false);
  const forFlags = RetrainRules.safeParse({ category: { whenItPays: true } });
  expect(forFlags.error?.issues[0]?.message).toContain("Categories are trained after so many answers or every night");
  expect(RetrainRules.safeParse({ compatibility: { whenItPays: true } }).success).toBe(true);
});
