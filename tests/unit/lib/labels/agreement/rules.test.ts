import { expect, it } from "vitest";
import { assumedWeight, weightOfNotChosen } from "@/lib/labels/agreement/rules";

it("left out of a set weighs what is assumed until pairs are judged both ways", () => {
  expect(weightOfNotChosen({ clashing: 0, judged: 0 })).toBeCloseTo(assumedWeight);
});

it("then what was measured, the more the longer it is measured", () => {
  expect(weightOfNotChosen({ clashing: 8, judged: 10 })).toBeCloseTo(0.55);
  expect(weightOfNotChosen({ clashing: 800, judged: 1_000 })).toBeCloseTo(0.795, 3);
});
