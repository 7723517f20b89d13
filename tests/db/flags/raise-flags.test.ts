import { describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { addFlags, raiseFlags } from "@/lib/flags/raise-flags";
import type { NewFlag } from "@/lib/flags/schema";
import { allow, asSystem } from "@/lib/users/allow";
import { makeCategory, makeModelVersion, makeProduct, makeUser } from "@/tests/support/factories";

const job = asSystem("job", "rank");
const version = await makeModelVersion("category");

type TestProduct = { id: string; categoryId: number | null };
type CategoryFlag = Extract<NewFlag, { kind: "category" }>;
const flagOn = async (product: TestProduct, change: Partial<CategoryFlag> = {}): Promise<CategoryFlag> => ({
  kind: "category",
  productId: product.id,
  modelVersionId: version.id,
  givenCategoryId: product.categoryId!,
  proposedCategoryId: (await makeCategory()).id,
  givenProbability: 0.1,
  proposedProbability: 0.8,
  score: 0.9,
  evidence: { reasons: ["classifier"] },
  ...change,
});
const common = {
  modelVersionId: version.id,
  givenProbability: 0,
  proposedProbability: 0.9,
  score: 0.9,
  evidence: { reasons: ["the photo says so"] },
};
const flagsOf = (productId: string) =>
  db().flag.findMany({
    where: { productId },
    include: { tasks: true },
    orderBy: [{ createdAt: "asc" }, { attribute: "asc" }],
  });

describe("raising flags", () => {
  it("each new one gets a task, and raising the same again only renews it", async () => {
    const flag = await flagOn(await makeProduct());
    expect(await raiseFlags(job, [flag])).toMatchObject({ raised: 1, renewed: 0 });
    expect(await raiseFlags(job, [{ ...flag, score: 0.7, evidence: { reasons: ["neighbours"] } }])).toEqual({
      raised: 0,
      renewed: 1,
      withdrawn: 0,
      left: 0,
    });
    expect(await flagsOf(flag.productId)).toMatchObject([
      {
        status: "open",
        score: 0.7,
        evidence: { reasons: ["neighbours"] },
        tasks: [{ slice: "ranked", withdrawnAt: null }],
      },
    ]);
  });

  it("withdraws what is no longer suspected, with its task", async () => {
    const flag = await flagOn(await makeProduct());
    await raiseFlags(job, [flag]);
    expect(await raiseFlags(job, [])).toMatchObject({ withdrawn: 1 });
    expect(await flagsOf(flag.productId)).toMatchObject([
      { status: "withdrawn", tasks: [{ withdrawnAt: expect.any(Date) }] },
    ]);
    expect(await raiseFlags(job, [flag])).toMatchObject({ raised: 1 });
  });

  it("leaves what someone is looking at, even when the model has changed its mind", async () => {
    const product = await makeProduct();
    const flag = await flagOn(product);
    await raiseFlags(job, [flag]);
    const user = await makeUser("reviewer");
    await db().task.updateMany({
      where: { flag: { productId: product.id } },
      data: { leasedById: user.id, leasedUntil: new Date(Date.now() + 60_000) },
    });
    expect(await raiseFlags(job, [await flagOn(product)])).toEqual({ raised: 0, renewed: 0, withdrawn: 0, left: 1 });
    expect(await flagsOf(product.id)).toMatchObject([{ status: "open", proposedCategoryId: flag.proposedCategoryId }]);
  });

  it("another proposal replaces the open one", async () => {
    const product = await makeProduct();
    await raiseFlags(job, [await flagOn(product)]);
    const next = await flagOn(product);
    expect(await raiseFlags(job, [next])).toMatchObject({ raised: 1, withdrawn: 1 });
    expect((await flagsOf(product.id)).map((flag) => flag.status).sort()).toEqual(["open", "withdrawn"]);
  });

  it("does not ask again what a reviewer has kept, but asks about another proposal", async () => {
    const product = await makeProduct();
    const flag = await flagOn(product);
    await raiseFlags(job, [flag]);
    await db().flag.updateMany({ where: { productId: product.id }, data: { status: "settled" } });
    expect(await raiseFlags(job, [flag])).toMatchObject({ raised: 0, left: 1 });
    expect(await raiseFlags(job, [await flagOn(product)])).toMatchObject({ raised: 1 });
  });

  it("does not send a product back to the category that a reviewer took it out of", async () => {
    const product = await makeProduct();
    const flag = await flagOn(product);
    await raiseFlags(job, [flag]);
    await db().flag.updateMany({ where: { productId: product.id }, data: { status: "settled" } });
    await db().product.update({ where: { id: product.id }, data: { correctedCategoryId: flag.proposedCategoryId } });
    const back = await flagOn(
      { id: product.id, categoryId: flag.proposedCategoryId },
      { proposedCategoryId: product.categoryId! },
    );
    expect(await raiseFlags(job, [back])).toMatchObject({ raised: 0, left: 1 });
  });

  it("leaves a product whose category has changed since it was scored", async () => {
    const product = await makeProduct();
    const flag = await flagOn(product, { givenCategoryId: (await makeCategory()).id });
    expect(await raiseFlags(job, [flag])).toMatchObject({ raised: 0, left: 1 });
  });

  it("touches the holdout by uniform draw only, and keeps the draw's chance with the task", async () => {
    const flag = await flagOn(await makeProduct({ isHoldout: true }));
    expect(await raiseFlags(job, [flag])).toMatchObject({ raised: 0, left: 1 });
    expect(await raiseFlags(job, [{ ...flag, slice: "uniform", propensity: 0.1 }])).toMatchObject({ raised: 1 });
    expect(await flagsOf(flag.productId)).toMatchObject([
      { isHoldout: true, tasks: [{ slice: "uniform", propensity: 0.1 }] },
    ]);
  });

  it("a product named twice gets one flag", async () => {
    const product = await makeProduct();
    expect(await raiseFlags(job, [await flagOn(product), await flagOn(product)])).toMatchObject({ raised: 1, left: 1 });
  });

  it("asks about an attribute's missing and contradicted values, and about nothing that has changed since", async () => {
    const product = await makeProduct({ sourceValues: { fabric: ["jersey", "lace"] } });
    const about = (attribute: string, given: string, proposed: string) => ({
      ...common,
      kind: "attribute" as const,
      productId: product.id,
      attribute,
      given,
      proposed,
    });
    const flags = [about("fabric", "jersey", "denim"), about("pattern", "", "plain"), about("colour", "red", "blue")];
    expect(await raiseFlags(job, flags)).toMatchObject({ raised: 2, left: 1 });
    expect(await flagsOf(product.id)).toMatchObject([
      { kind: "attribute", attribute: "fabric", givenValues: ["jersey", "lace"], proposedValues: ["denim", "lace"] },
      { kind: "attribute", attribute: "pattern", givenValues: [], proposedValues: ["plain"] },
    ]);
    expect(await raiseFlags(job, flags)).toMatchObject({ raised: 0, renewed: 2 });
  });

  it("keeps flags of every kind apart, and asks again only about what was not decided", async () => {
    const [product, other, third] = [await makeProduct(), await makeProduct(), await makeProduct()];
    const duplicate = (otherProductId: string) => ({
      ...common,
      kind: "duplicate" as const,
      productId: product.id,
      otherProductId,
    });
    const photo = (fault: "shared" | "missing") => ({
      ...common,
      kind: "photo" as const,
      productId: product.id,
      evidence: { reasons: [], fault },
    });
    const all = [await flagOn(product), duplicate(other.id), photo("shared")];
    expect(await raiseFlags(job, all)).toMatchObject({ raised: 3 });
    await db().flag.updateMany({ where: { productId: product.id }, data: { status: "settled" } });
    expect(await raiseFlags(job, all)).toMatchObject({ raised: 0, left: 3 });
    expect(await raiseFlags(job, [duplicate(third.id), photo("missing")])).toMatchObject({ raised: 2 });
  });

  it("a uniform draw takes a suspect out of the ranked slice, and later rankings leave it there", async () => {
    const flag = await flagOn(await makeProduct());
    await raiseFlags(job, [flag]);
    await raiseFlags(job, [{ ...flag, slice: "uniform", propensity: 0.2 }]);
    await raiseFlags(job, [await flagOn({ id: flag.productId, categoryId: flag.givenCategoryId })]);
    await raiseFlags(job, []);
    expect(await flagsOf(flag.productId)).toMatchObject([
      { status: "open", tasks: [{ slice: "uniform", propensity: 0.2, withdrawnAt: null }] },
    ]);
  });

  it("leaves what a person or a rule has raised", async () => {
    const flag = await flagOn(await makeProduct(), { modelVersionId: null });
    await addFlags(job, [flag]);
    await raiseFlags(job, []);
    expect(await flagsOf(flag.productId)).toMatchObject([{ status: "open" }]);
  });

  it("refuses a probability that is none", async () => {
    await expect(raiseFlags(job, [await flagOn(await makeProduct(), { score: 1.2 })])).rejects.toThrow();
  });

  it("is refused to whoever may only review", async () => {
    const user = await makeUser("reviewer");
    expect(await allow(user.id, "train")).toMatchObject({ ok: false, code: "not-allowed" });
  });
});
