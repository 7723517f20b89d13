import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { CardScreen } from "@/app/(studio)/training/[version]/card-screen";
import { cellAt, productsOn } from "@/app/(studio)/training/[version]/names";
import type { CardExample, EvaluationCard } from "@/lib/models/evaluation/schema";
import { versionAt } from "@/lib/models/rules";
import { garment, network, onStage, setStage } from "./stage";
import { figure, gateAgainst, now, version } from "./training-stage";

setStage();

const example = (products: string[], more: Partial<CardExample> = {}): CardExample => ({
  products,
  truth: "fits",
  isConfirmed: true,
  version: { says: "clashes", chance: 0.83 },
  against: { says: "fits", chance: 0.61 },
  ...more,
});
const curve = (name: string, auc: number) => ({
  name,
  auc: figure(auc),
  averagePrecision: figure(auc - 0.02),
  roc: [
    { x: 0, y: 0 },
    { x: 0.3, y: 0.7 },
    { x: 1, y: 1 },
  ],
  precisionRecall: [
    { x: 0.2, y: 0.9 },
    { x: 1, y: 0.5 },
  ],
});

const card: EvaluationCard = {
  source: "outfits",
  n: 412,
  models: 90,
  baseRate: 0.5,
  confirmed: 31,
  curves: [curve("version", 0.7), curve("against", 0.68), curve("cosine", 0.55), curve("popularity", 0.8)],
  calibration: [
    {
      name: "version",
      error: figure(0.04),
      bins: [{ predicted: 0.31, observed: 0.28, lower: 0.2, upper: 0.37, n: 90 }],
    },
  ],
  slices: [
    { name: "bothUnseen", n: 96, figures: { version: figure(0.66), against: figure(0.65), popularity: figure(0.61) } },
  ],
  groups: [{ names: ["Coats", "Shoes"], n: 44, version: figure(0.71), others: { against: 0.68, cosine: 0.52 } }],
  cells: [
    {
      truth: "fits",
      says: "fits",
      n: 150,
      examples: [example(["a", "b"], { version: { says: "fits", chance: 0.9 } })],
    },
    { truth: "fits", says: "clashes", n: 56, examples: [example(["c", "d"])] },
  ],
  mistakes: [example(["e", "f"]), example(["g", "h"], { truth: "clashes", isConfirmed: false })],
  changes: { nowRight: 21, nowWrong: 12, examples: [example(["i", "j"])] },
};

const history = {
  sha256: "ab".repeat(32),
  seed: 7,
  codeVersion: "0.1.0+ml.123",
  encoder: "builtin 1",
  descriptions: "house/sentences b81c",
  snapshot: { sha256: "cd".repeat(32), at: "2026-03-01T11:50:00Z" },
  startedBy: "Mira",
  forebears: [1],
  promotions: [{ at: "2026-03-01T11:59:00Z", by: "Mira", reason: "better on shoes" }],
};
type Props = Parameters<typeof CardScreen>[0];
const draw = (more: Partial<Props> = {}) =>
  onStage(
    <CardScreen
      version={version(2, 0.7, false, gateAgainst())}
      serving={version(1, 0.6, true)}
      history={history}
      evaluation={{ card, gate: gateAgainst(), at: "2026-03-01T11:58:00Z" }}
      cell={null}
      products={new Map("abcdefgh".split("").map((id) => [id, garment(id)]))}
      now={now}
      {...more}
    />,
  );
const table = (name: string) => screen.getByRole("table", { name }).textContent;

describe("a model card", () => {
  it("says in one sentence what the gate found, and shows it category by category", () => {
    draw();
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Compatibility v2");
    expect(screen.getByText(/v2 is better by 1.4 points \(0.3 to 2.5\) on 612 pairs nobody trained on/)).toBeTruthy();
    expect(table("v2 against v1")).toContain("AUC.700.714up 1.4 points");
  });

  it("has the rules without learning beside every figure", () => {
    draw();
    expect(table("Figures on each part of the holdout")).toBe(
      "Figures on each part of the holdoutByboth garments new, n 96v2.66 (.64 to .68)v1.65 (.63 to .67)popularity in these outfits (no model can know it).61 (.59 to .63)",
    );
    expect(table("Areas under the curves, with the rules without learning")).toContain("looks alone.55 (.53 to .57)");
    expect(table("With which categories is it right?")).toContain("Coats · Shoes.71 (.69 to .73).68.5244");
  });

  it("has a table for each chart", () => {
    draw();
    expect(table("Points of the ROC curves")).toContain("30 %.70.70.70");
    expect(table("Points of precision and recall")).toContain("100 %.50.50.50");
    expect(table("Calibration, bin by bin")).toContain("v2.31.28 (.20 to .37)90");
  });

  it("leads from a cell of the confusion matrix to what lies in it", () => {
    draw();
    const link = screen.getByRole("link", { name: "56 of fits, taken for clashes" });
    expect(link.getAttribute("href")).toBe("/training/compatibility-v2?truth=fits&says=clashes#confusion");
  });

  it("shows what lies in the cell that was chosen, with photos", () => {
    draw({ cell: card.cells[1]! });
    const region = screen.getByRole("region", { name: /fits, and v2 says clashes: 56 pairs/ });
    expect(region.textContent).toContain("Garment c");
    expect(region.textContent).toContain("the 1 that it was furthest off on");
    expect(region.querySelectorAll("img")).toHaveLength(2);
    expect(within(region).getByRole("link", { name: "Close" }).getAttribute("href")).toBe("/training/compatibility-v2");
  });

  it("tells what people said from what nobody has said yet", () => {
    draw();
    expect(screen.getAllByText("They go together").length).toBeGreaterThan(0);
    expect(screen.getByText("No outfit holds both")).toBeTruthy();
  });

  it("counts what changed against the version before, both ways", () => {
    draw();
    expect(screen.getByRole("heading", { name: "What changed against v1?" })).toBeTruthy();
    expect(
      screen.getByText(/21 answers that v1 got wrong are right now, and 12 that it got right are wrong/),
    ).toBeTruthy();
  });

  it("names data, lineage and who let it serve", () => {
    draw();
    expect(table("What the snapshot holds")).toContain("judged pairs120");
    expect(screen.getByText(/let by Mira/).textContent).toContain("better on shoes");
    expect(screen.getByRole("link", { name: "v1" }).getAttribute("href")).toBe("/training/compatibility-v1");
    expect(screen.getByText("Few holdout pairs.")).toBeTruthy();
  });

  it("of a first version has nothing to compare it with, and says so", () => {
    draw({ evaluation: { card: { ...card, changes: null }, gate: null, at: "2026-03-01T11:58:00Z" } });
    expect(screen.getByText("v2 was the first of its kind: nothing served before it.")).toBeTruthy();
    expect(screen.queryByRole("heading", { name: /What changed/ })).toBeNull();
  });

  it("that is not measured yet says so, and has what was known when it was trained", () => {
    draw({ evaluation: null });
    expect(screen.getByText(/v2 is being measured/)).toBeTruthy();
    expect(table("Figures of v2")).toContain("AUC, same category and season");
  });

  it("of a version whose inputs are gone says why there are no figures", () => {
    const refusal = "v2 reads the photos as another encoder saw them.";
    const gate = gateAgainst({ outcome: "incomparable", reason: "incomparable", refusal, figures: [] });
    draw({ evaluation: { card: null, gate, at: "2026-03-01T11:58:00Z" } });
    expect(screen.getByText(/v2 cannot be compared with v1. v2 reads the photos/)).toBeTruthy();
  });

  it("says that too little is held out where it is so", () => {
    const empty = {
      ...card,
      slices: [],
      curves: [],
      calibration: [],
      groups: [],
      cells: [],
      mistakes: [],
      changes: null,
    };
    draw({ evaluation: { card: empty, gate: null, at: "2026-03-01T11:58:00Z" } });
    expect(screen.getByText("Too little is held out to measure it on yet.")).toBeTruthy();
    expect(screen.getByText("It made no mistake there.")).toBeTruthy();
  });

  it("can be asked for again, and tells a refusal", async () => {
    const calls = network({ "/api/models/v2/evaluate": () => ({ json: { versionId: "v2" } }) });
    draw();
    fireEvent.click(screen.getByRole("button", { name: "Measure again" }));
    await screen.findByText(/Asked for/);
    expect(calls.map(({ path }) => path)).toEqual(["/api/models/v2/evaluate"]);
    network({});
    fireEvent.click(screen.getByRole("button", { name: "Measure again" }));
    await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("can't be reached"));
  });
});

describe("an address of a card", () => {
  it("names a head and a number", () => {
    expect(versionAt("compatibility-v12")).toEqual({ head: "compatibility", number: 12 });
    for (const place of ["compatibility-v0", "colour-v1", "category-12", "category-v1x", ""])
      expect(versionAt(place)).toBeNull();
  });

  it("finds the cell that it asks for, and asks for the photos of what is shown alone", () => {
    expect(cellAt(card, { truth: "fits", says: "clashes" })).toBe(card.cells[1]);
    expect(cellAt(card, { truth: "fits", says: "nothing" })).toBeNull();
    expect(productsOn(card, card.cells[1]!)).toEqual(expect.arrayContaining(["c", "e", "i"]));
    expect(productsOn(card, null)).not.toContain("c");
  });
});
