import { describe, expect, it } from "vitest";
import { fewestAhead, LinkGauge, mostAhead, tasksAhead } from "@/app/_client/lease-ahead";

describe("how many tasks are held ahead", () => {
  it("is three on a good link and thirty on a slow one, and grows between", () => {
    expect(tasksAhead(0)).toBe(fewestAhead);
    expect(tasksAhead(120)).toBe(fewestAhead);
    expect(tasksAhead(400)).toBeGreaterThan(8);
    expect(tasksAhead(400)).toBeLessThan(20);
    expect(tasksAhead(1_000)).toBe(mostAhead);
    expect(tasksAhead(60_000)).toBe(mostAhead);
  });

  it("is thirty where the browser itself calls the link a crawl", () => {
    expect(tasksAhead(20, "2g")).toBe(mostAhead);
    expect(tasksAhead(20, "4g")).toBe(fewestAhead);
  });

  it("does not jump for one slow request, and follows a link that stays slow", () => {
    const gauge = new LinkGauge();
    for (const ms of [20, 25, 4_000, 22, 30]) gauge.observe(ms);
    expect(gauge.ahead()).toBe(fewestAhead);
    for (let index = 0; index < 6; index++) gauge.observe(1_500);
    expect(gauge.ahead()).toBe(mostAhead);
  });

  it("takes no measure from a request that failed", async () => {
    const gauge = new LinkGauge();
    await gauge.time(new Promise<{ ok: boolean }>((resolve) => setTimeout(() => resolve({ ok: false }), 300)));
    expect(gauge.ahead()).toBe(fewestAhead);
  });
});
