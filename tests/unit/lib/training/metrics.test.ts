import { expect, it } from "vitest";
import { headlineOf } from "@/lib/models/rules";
import { metricsFrom } from "@/lib/training/run/metrics";

const figure = (value: number) => ({ value, lower: value - 0.1, upper: value + 0.1, n: 50 });

it("controls stand beside the figure of their protocol", () => {
  const metrics = metricsFrom("compatibility", {
    figures: {
      "auc.sameFamilySeason": figure(0.7),
      "cosine.sameFamilySeason": figure(0.5),
      "popularity.sameFamilySeason": figure(0.6),
      "fillInTheBlank.sameFamilySeason": figure(0.4),
      "cosine.fillInTheBlank": figure(0.3),
    },
    notes: ["Few holdout pairs."],
  });
  expect(Object.keys(metrics.figures)).toEqual(["auc.sameFamilySeason", "fillInTheBlank.sameFamilySeason"]);
  expect(metrics.controls).toEqual({
    "auc.sameFamilySeason": { cosine: figure(0.5), popularity: figure(0.6) },
    "fillInTheBlank.sameFamilySeason": { cosine: figure(0.3) },
  });
  expect(metrics.warnings).toEqual(["Few holdout pairs."]);
  expect(headlineOf("compatibility", metrics)).toMatchObject({ headline: figure(0.7), control: figure(0.5) });
});

it("what answering all costs stands beside the error left when some may be passed over", () => {
  const figures = {
    "riskCoverage.judged": figure(0.1),
    "answeringAll.judged": figure(0.2),
    "colourPairs.judged": figure(0.6),
  };
  const metrics = metricsFrom("compatibility", { figures: { "auc.judged": figure(0.8), ...figures }, notes: [] });
  expect(metrics.controls).toEqual({
    "riskCoverage.judged": { answeringAll: figure(0.2) },
    "auc.judged": { colourPairs: figure(0.6) },
  });
});

it("popularity, which reads the holdout's own outfits, is shown but is no rule to beat", () => {
  const metrics = metricsFrom("compatibility", {
    figures: { "auc.sameFamilySeason": figure(0.6), "popularity.sameFamilySeason": figure(0.9) },
    notes: [],
  });
  expect(metrics.controls["auc.sameFamilySeason"]).toEqual({ popularity: figure(0.9) });
  expect(headlineOf("compatibility", metrics).control).toBeNull();
});

it("a version without the figure has no headline", () => {
  expect(headlineOf("category", metricsFrom("category", { figures: {}, notes: [] }))).toMatchObject({
    headline: null,
    control: null,
  });
});
