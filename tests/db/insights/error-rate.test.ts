import { expect, it } from "vitest";
import { db } from "@/lib/db";
import { catalogueErrorRate } from "@/lib/insights/data";
import type { FlagVerdict } from "@/lib/labels/schema";
import { makeAllowed, makeFlag, makeModelVersion, makeTask, makeUser } from "../../support/factories";

type Look = { verdict: FlagVerdict; productId?: string; more?: object; propensity?: number | null };

async function look({ verdict, productId, more = {}, propensity = 0.1 }: Look) {
  const { id: modelVersionId } = await makeModelVersion("category");
  const flag = await makeFlag({ modelVersionId, status: "settled", ...(productId ? { productId } : {}) });
  const task = await makeTask({ flagId: flag.id, slice: propensity === null ? "ranked" : "uniform", propensity });
  await db().label.create({
    data: {
      id: crypto.randomUUID(),
      head: "category",
      taskId: task.id,
      subjectId: flag.id,
      flagId: flag.id,
      userId: (await makeUser("reviewer")).id,
      occasion: 0,
      slot: 0,
      verdict,
      elapsedMs: 900,
      slice: task.slice,
      propensity,
      chosenCategoryId: verdict === "other" ? flag.proposedCategoryId : null,
      ...more,
    },
  });
  return flag;
}

it("counts the newest standing look at each product that chance drew, and nothing else", async () => {
  const by = await makeAllowed("reviewer", "judge-flags");
  expect(await catalogueErrorRate(by)).toBeNull();
  const first = await look({ verdict: "keep", more: { createdAt: new Date(Date.now() - 60_000) } });
  await look({ verdict: "take", productId: first.productId });
  await look({ verdict: "other" });
  await look({ verdict: "keep" });
  await look({ verdict: "ambiguous", propensity: 0.001 });
  const counted = { looks: 4, rate: 0.5 };
  expect(await catalogueErrorRate(by)).toMatchObject(counted);
  await look({ verdict: "undecidable" });
  await look({ verdict: "take", propensity: null });
  await look({ verdict: "take", more: { supersededAt: new Date() } });
  await look({ verdict: "take", more: { isLate: true } });
  expect(await catalogueErrorRate(by)).toMatchObject(counted);
});
