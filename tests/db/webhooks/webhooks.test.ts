import { createHmac, randomUUID } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { db, inTx } from "@/lib/db";
import { applyFix } from "@/lib/flags/apply-fix";
import { revertFix } from "@/lib/flags/revert-fix";
import { allow, asSystem } from "@/lib/users/allow";
import { deliveries, webhooks } from "@/lib/webhooks/data";
import { deliverDue } from "@/lib/webhooks/deliver";
import { gatherFixes } from "@/lib/webhooks/gather-fixes";
import { makeWebhook } from "@/lib/webhooks/make-webhook";
import { removeWebhook } from "@/lib/webhooks/remove-webhook";
import { mostAttempts } from "@/lib/webhooks/rules";
import { FixNews } from "@/lib/webhooks/schema";
import { sendAgain } from "@/lib/webhooks/send-again";
import { sendTest } from "@/lib/webhooks/send-test";
import { switchWebhook } from "@/lib/webhooks/switch-webhook";
import { makeAllowed, makeCategory, makeProduct, makeTask, makeUser } from "@/tests/support/factories";
import { openReceiver } from "./receiver";

const actor = asSystem("job", "test").actor;

/** A webhook to a receiver of its own; every other one of the file is gone. */
async function listening(answer?: Parameters<typeof openReceiver>[0]) {
  const by = await makeAllowed("admin", "administer");
  const receiver = await openReceiver(answer);
  open.push(receiver.close);
  const made = await makeWebhook(by, { name: "PIM", url: receiver.url });
  if (!made.ok) throw new Error(made.detail);
  return { by, ...receiver, webhook: made.value };
}
const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
  await db().webhookDelivery.deleteMany();
  await db().webhook.updateMany({ data: { removedAt: new Date(), isOn: false } });
  await db().fixEvent.deleteMany();
});

/** A label that something may be fixed by. */
async function makeLabel() {
  const task = await makeTask();
  const user = await makeUser("reviewer");
  const data = { taskId: task.id, subjectId: task.subjectId, pairId: task.pairId, userId: user.id };
  const label = await db().label.create({
    data: {
      id: randomUUID(),
      head: "compatibility",
      occasion: 0,
      slot: 0,
      verdict: "fits",
      elapsedMs: 1,
      slice: "ranked",
      ...data,
    },
  });
  return label.id;
}

async function fixOne(values = ["Red"]) {
  const [product, labelId] = [await makeProduct(), await makeLabel()];
  await inTx((tx) => applyFix(tx, actor, { productId: product.id, labelId, attribute: "colour", values }));
  return { product, labelId };
}
const toldOf = (body: string): FixNews[] => FixNews.array().parse(JSON.parse(body).data.fixes);
const send = async () => {
  await gatherFixes();
  return deliverDue();
};
const logOf = async (by: Parameters<typeof deliveries>[0], webhookId: string) =>
  (await deliveries(by, { webhookId })).deliveries;
/** As if the wait were over. */
const passTime = () =>
  db().webhookDelivery.updateMany({ where: { nextAt: { not: null } }, data: { nextAt: new Date(0) } });

describe("a webhook", () => {
  it("is told of a fix and of its reversal, signed so that its secret proves it", async () => {
    const { messages, webhook } = await listening();
    const { product, labelId } = await fixOne();
    await send();
    await inTx((tx) => revertFix(tx, actor, { labelId }));
    await send();
    expect(messages.flatMap(({ body }) => toldOf(body))).toMatchObject([
      {
        event: "applied",
        product: product.id,
        attribute: "colour",
        before: [],
        after: ["Red"],
        now: ["Red"],
        label: labelId,
      },
      { event: "reverted", product: product.id, now: [] },
    ]);
    expect(messages[0]!.body).toMatch(/"person":"person-[0-9a-f]{10}"/);
    const { headers, body } = messages[0]!;
    const key = Buffer.from(webhook.secret.slice("whsec_".length), "base64");
    const expected = createHmac("sha256", key)
      .update(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`)
      .digest("base64");
    expect(headers["webhook-signature"]).toBe(`v1,${expected}`);
  });

  it("is told of a category by its name", async () => {
    const { messages } = await listening();
    const [product, category] = [await makeProduct(), await makeCategory({ name: `Leggings ${randomUUID()}` })];
    const labelId = await makeLabel();
    await inTx((tx) => applyFix(tx, actor, { productId: product.id, labelId, categoryId: category.id }));
    await send();
    expect(toldOf(messages[0]!.body)).toMatchObject([
      { attribute: "category", after: [category.name], now: [category.name] },
    ]);
  });

  it("is told nothing of a fix that was rolled back, nor of one made while every webhook was off", async () => {
    const { by, messages, webhook } = await listening();
    const [product, labelId] = [await makeProduct(), await makeLabel()];
    const failing = inTx(async (tx) => {
      await applyFix(tx, actor, { productId: product.id, labelId, attribute: "colour", values: ["Red"] });
      throw new Error("rolled back");
    });
    await expect(failing).rejects.toThrow("rolled back");
    await switchWebhook(by, { webhookId: webhook.id, isOn: false });
    await fixOne();
    await switchWebhook(by, { webhookId: webhook.id, isOn: true });
    await send();
    expect(messages).toEqual([]);
  });

  it("gets many fixes of one statement in messages of a hundred, each fix once though two workers gather", async () => {
    const { messages } = await listening();
    const labelId = await makeLabel();
    const ids = Array.from({ length: 230 }, (_, i) => `many-${randomUUID()}-${i}`);
    const { id: sourceCategoryId } = await makeCategory();
    await db().product.createMany({
      data: ids.map((id) => ({ id, groupId: id, isHoldout: false, title: id, sourceCategoryId })),
    });
    const state = { values: ["Red"], correctedValues: ["Red"], fixId: null };
    await db().fix.createMany({
      data: ids.map((productId) => ({ productId, attribute: "colour", before: state, after: state, labelId })),
    });
    await Promise.all([gatherFixes(), gatherFixes()]);
    await deliverDue();
    const told = messages.map(({ body }) => toldOf(body));
    expect(told.every((fixes) => fixes.length <= 100)).toBe(true);
    expect(
      told
        .flat()
        .map(({ product }) => product)
        .sort(),
    ).toEqual(ids.sort());
  });
});

describe("a delivery", () => {
  it("is tried again later under the same id until the receiver takes it, and the log tells all of it", async () => {
    const { by, messages, webhook } = await listening((_, count) => (count < 3 ? 503 : 200));
    await fixOne();
    await send();
    expect(await logOf(by, webhook.id)).toMatchObject([
      { state: "waiting", attempts: 1, lastStatus: 503, lastError: "The receiver answered with 503." },
    ]);
    expect(await deliverDue(), "not before its time").toBe(0);
    await passTime();
    await deliverDue();
    await passTime();
    await deliverDue();
    expect(await logOf(by, webhook.id)).toMatchObject([
      { state: "delivered", attempts: 3, lastStatus: 200, lastError: null, nextAt: null, items: 1 },
    ]);
    expect(new Set(messages.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(await webhooks(by)).toMatchObject([{ id: webhook.id, waiting: 0 }]);
  });

  it("is given up after the last attempt and can be sent again by hand", async () => {
    let isUp = false;
    const { by, webhook } = await listening(() => (isUp ? 200 : 500));
    await sendTest(by, { webhookId: webhook.id });
    await db().webhookDelivery.updateMany({ data: { attempts: mostAttempts - 1 } });
    await deliverDue();
    const [lost] = await logOf(by, webhook.id);
    expect(lost).toMatchObject({ state: "given-up", type: "test", attempts: mostAttempts });
    isUp = true;
    await sendAgain(by, { deliveryId: lost!.id });
    await deliverDue();
    expect(await logOf(by, webhook.id)).toMatchObject([{ id: lost!.id, state: "delivered", attempts: 1 }]);
    expect(await sendAgain(by, { deliveryId: randomUUID() })).toMatchObject({ ok: false, code: "not-found" });
  });

  it("follows no redirect, and goes to no address that is a machine's own notes", async () => {
    const { by, webhook } = await listening(() => "redirect");
    await sendTest(by, { webhookId: webhook.id });
    await deliverDue();
    expect(await logOf(by, webhook.id)).toMatchObject([
      { lastStatus: 302, lastError: expect.stringContaining("not followed") },
    ]);
    const notes = await makeWebhook(by, { name: "notes", url: "http://169.254.169.254/latest" });
    if (!notes.ok) throw new Error(notes.code);
    await sendTest(by, { webhookId: notes.value.id });
    await deliverDue();
    expect(await logOf(by, notes.value.id)).toMatchObject([{ lastError: expect.stringContaining("no receiver") }]);
  });

  it("to a receiver that is not there says so and does not hold up another one's", async () => {
    const { by, messages, webhook } = await listening();
    const dead = await openReceiver();
    await dead.close();
    const other = await makeWebhook(by, { name: "dead", url: dead.url });
    if (!other.ok) throw new Error(other.code);
    await fixOne();
    await send();
    expect(messages).toHaveLength(1);
    expect(await logOf(by, webhook.id)).toMatchObject([{ state: "delivered" }]);
    expect(await logOf(by, other.value.id)).toMatchObject([{ lastError: "Nobody listens at this address." }]);
  });

  it("answered with Gone switches the webhook off, which the audit tells", async () => {
    const { by, webhook } = await listening(() => 410);
    await sendTest(by, { webhookId: webhook.id });
    await deliverDue();
    expect(await webhooks(by)).toMatchObject([{ isOn: false, waiting: 0 }]);
    const audit = await db().auditEntry.findMany({ where: { subjectId: webhook.id, action: "webhook.switched" } });
    expect(audit).toMatchObject([{ actorKind: "job", after: { isOn: false } }]);
  });
});

describe("who may have webhooks", () => {
  it("an admin, with an audit row for each change and none for a repeat", async () => {
    const { by, webhook } = await listening();
    await switchWebhook(by, { webhookId: webhook.id, isOn: false });
    await switchWebhook(by, { webhookId: webhook.id, isOn: false });
    await removeWebhook(by, { webhookId: webhook.id });
    await removeWebhook(by, { webhookId: webhook.id });
    const audit = await db().auditEntry.findMany({ where: { subjectId: webhook.id }, orderBy: { at: "asc" } });
    expect(audit.map(({ action }) => action)).toEqual(["webhook.made", "webhook.switched", "webhook.removed"]);
    expect(await webhooks(by)).toEqual([]);
    expect(await sendTest(by, { webhookId: webhook.id })).toMatchObject({ ok: false, code: "not-found" });
    expect(await switchWebhook(by, { webhookId: webhook.id, isOn: true })).toMatchObject({ ok: false });
  });

  it("a removed one gets nothing of what waited for it", async () => {
    const { by, messages, webhook } = await listening();
    await sendTest(by, { webhookId: webhook.id });
    await removeWebhook(by, { webhookId: webhook.id });
    await deliverDue();
    expect(messages).toEqual([]);
    expect(await logOf(by, webhook.id)).toMatchObject([{ state: "given-up", lastError: "The webhook was removed." }]);
  });

  it("nobody else", async () => {
    expect(await allow((await makeUser("manager")).id, "administer")).toMatchObject({ ok: false, code: "not-allowed" });
  });
});
