import { expect, test } from "vitest";
import { benchTable } from "@/bin/instance/bench-table";

test("a bench's table has one line a figure, with misses to be seen", () => {
  const table = benchTable([
    { name: "lease p95", value: 14.23456, unit: "ms", target: "≤ 20", ok: true },
    { name: "pairs", value: 99_000, unit: "pairs", target: 100_000, ok: false },
  ]);
  expect(table.split("\n")).toEqual([
    "figure     value        target  ok",
    "lease p95  14.23 ms     ≤ 20    ok",
    "pairs      99000 pairs  100000  MISSED",
  ]);
});
