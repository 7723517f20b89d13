import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { db } from "@/lib/db";
import { closeJobs, jobSender } from "@/lib/jobs/boss";
import { versions } from "@/lib/models/data";
import { evaluationOf } from "@/lib/models/evaluation/data";
import type { Head } from "@/lib/models/schema";
import { evaluateVersion } from "@/lib/training/gate/evaluate-version";
import { trainRun } from "@/lib/training/run/train-run";
import { startTraining } from "@/lib/training/start-training";
import { asSystem } from "@/lib/users/allow";
import { makeEncoder, makePair, makeTask, makeUser } from "../../support/factories";
import { makeTinyHouse, type TinyHouse } from "../../support/tiny-house";

const by = asSystem("commandLine", "test");
const quick = { members: 2, epochs: 2, fewestSteps: 2, components: 8, folds: 2 };

let house: TinyHouse;
const made: Record<Head, string[]> = { compatibility: [], category: [] };

async function train(head: Head, config = {}): Promise<string> {
  const started = await startTraining(by, { head, seed: 3 });
  if (!started.ok) throw new Error(started.code);
  await trainRun(started.value.runId, { config: { ...quick, ...config } });
  const version = await db().modelVersion.findUniqueOrThrow({ where: { runId: started.value.runId } });
  return version.id;
}

beforeAll(async () => {
  house = await makeTinyHouse({ products: 320, outfits: 240 });
  for (const head of ["compatibility", "category"] as const)
    made[head] = [await train(head), await train(head, { epochs: 3 })];
}, 120_000);
afterAll(closeJobs);
beforeEach(() => db().evaluation.deleteMany());

it("every version that is stored asks for a look at it", async () => {
  const waiting = await (await jobSender()).fetch("evaluate", { batchSize: 10 });
  expect(waiting.map(({ data }) => (data as { versionId: string }).versionId).sort()).toEqual(
    [...made.compatibility, ...made.category].sort(),
  );
});

it("a first version gets a card, and no gate: nothing served before it", async () => {
  await evaluateVersion(made.compatibility[0]!);
  const found = (await evaluationOf(made.compatibility[0]!))!;
  expect(found.gate).toBeNull();
  expect(found.card!.source).toBe("outfits");
  expect(found.card!.curves.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["version", "cosine", "popularity", "categoryPairs", "colourPairs", "sameSeason"]),
  );
});

it("a challenger answers the same questions as what serves, and the gate says what it rests on", async () => {
  await evaluateVersion(made.compatibility[1]!);
  const { gate, card } = (await evaluationOf(made.compatibility[1]!))!;
  expect(gate).toMatchObject({ againstNumber: 1, source: "outfits", judgements: 0, judgementsNeeded: 500 });
  expect(gate!.questions).toBe(card!.n);
  const [{ difference, champion, challenger }] = gate!.figures as [(typeof gate & object)["figures"][number]];
  expect(difference.value).toBeCloseTo(challenger - champion, 3);
  expect(challenger).toBeCloseTo(card!.curves.find(({ name }) => name === "version")!.auc.value, 3);
  expect(champion).toBeCloseTo(card!.curves.find(({ name }) => name === "against")!.auc.value, 3);
  expect((await versions("compatibility"))[0]).toMatchObject({ isMeasured: true, gate: { outcome: gate!.outcome } });
});

it("judged pairs of the uniform slice decide once the house has as many as it asks for", async () => {
  await db().setting.create({ data: { key: "models.gate", value: { judgements: 20, fewestModels: 5 } } });
  const holdout = await db().product.findMany({ where: { isHoldout: true }, orderBy: { id: "asc" } });
  const user = await makeUser("stylist");
  for (const [i, { id }] of holdout.slice(0, 24).entries()) {
    const pair = await makePair({ productAId: id, productBId: house.productIds[i]!, isHoldout: true });
    const task = await makeTask({ pairId: pair.id, slice: "uniform", propensity: 0.1 });
    const fits = house.styleOf.get(id) === house.styleOf.get(house.productIds[i]!);
    await db().label.create({
      data: {
        id: crypto.randomUUID(),
        head: "compatibility",
        taskId: task.id,
        subjectId: pair.id,
        pairId: pair.id,
        userId: user.id,
        occasion: 0,
        slot: 0,
        verdict: fits ? "fits" : "clashes",
        elapsedMs: 900,
        slice: "uniform",
      },
    });
  }
  await evaluateVersion(made.compatibility[1]!);
  const { gate, card } = (await evaluationOf(made.compatibility[1]!))!;
  expect(gate).toMatchObject({ source: "judged", questions: 24, judgements: 24, judgementsNeeded: 20 });
  expect(card!.mistakes.every(({ isConfirmed }) => isConfirmed)).toBe(true);
  await db().setting.deleteMany({ where: { key: "models.gate" } });
});

it("the category head is asked about every holdout product, with macro-F1 beside accuracy", async () => {
  await evaluateVersion(made.category[1]!);
  const { gate, card } = (await evaluationOf(made.category[1]!))!;
  const holdout = await db().product.count({ where: { isHoldout: true } });
  expect(gate).toMatchObject({
    source: "products",
    questions: holdout,
    figures: [{ name: "accuracy" }, { name: "macroF1" }],
  });
  const inCells = card!.cells.reduce((sum, { n }) => sum + n, 0);
  expect(inCells).toBe(holdout);
  expect(card!.slices.map(({ name }) => name)).toEqual(["bothUnseen", "bothSeen"]);
});

it("looked at twice, two reports stand, and the newest one counts", async () => {
  await evaluateVersion(made.category[1]!);
  await evaluateVersion(made.category[1]!);
  expect(await db().evaluation.count()).toBe(2);
  const [one, other] = await db().evaluation.findMany();
  expect(one!.gate).toEqual(other!.gate);
});

it("damaged weights of what serves are no reason to let a challenger pass, and the report says why", async () => {
  const versionId = made.category[0]!;
  const { bytes } = await db().modelWeights.findUniqueOrThrow({ where: { versionId } });
  await db().modelWeights.update({ where: { versionId }, data: { bytes: new Uint8Array(8) } });
  await evaluateVersion(made.category[1]!);
  const { gate, card } = (await evaluationOf(made.category[1]!))!;
  expect(gate).toMatchObject({ outcome: "incomparable", refusal: expect.stringContaining("category v1 are damaged") });
  expect(card).not.toBeNull();
  await db().modelWeights.update({ where: { versionId }, data: { bytes } });
});

it("versions of two encoders are not compared, and the report says so", async () => {
  const versionId = made.compatibility[0]!;
  const other = await makeEncoder();
  await db().modelVersion.update({ where: { id: versionId }, data: { encoderId: other.id } });
  await evaluateVersion(made.compatibility[1]!);
  const { gate, card } = (await evaluationOf(made.compatibility[1]!))!;
  expect(gate).toMatchObject({
    outcome: "incomparable",
    refusal: expect.stringContaining("v1 reads the photos as another encoder"),
  });
  expect(card!.curves.some(({ name }) => name === "against")).toBe(false);
  await db().modelVersion.update({ where: { id: versionId }, data: { encoderId: house.encoderId } });
});

it("a version that is gone is not looked at", async () => {
  await evaluateVersion(crypto.randomUUID());
  expect(await db().evaluation.count()).toBe(0);
});
