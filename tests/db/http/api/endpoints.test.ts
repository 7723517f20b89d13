import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { endpoints } from "@/app/api/v1/_endpoints/all";
import { runJob } from "@/lib/catalogue/import-jobs/run-job";
import { db } from "@/lib/db";
import { isRaw } from "@/lib/http/api/endpoint";
import { makeFlag, makeModelVersion, makePhoto, makeProduct, makeRanking, makeTask } from "@/tests/support/factories";
import { callApi, judgement, leased, makeCaller } from "./calling";

const never = new AbortController().signal;

describe("what the API does", () => {
  it("takes a label from the lease to the answer and back", async () => {
    const { token, user } = await makeCaller("stylist");
    const body = judgement(await leased(token));
    expect((await callApi(token, "POST", "/labels/pairs", { body })).body).toMatchObject({
      id: body.id,
      verdict: "fits",
    });
    expect((await callApi(token, "GET", "/labels/mine?verdict=fits")).body.labels).toMatchObject([{ id: body.id }]);
    expect((await callApi(token, "GET", `/labels/${body.id}/why`)).body).toMatchObject({ slice: "ranked" });
    const undone = await callApi(token, "POST", "/labels/undo", { body: { labelId: body.id } });
    expect(undone.body.undoneAt).not.toBeNull();
    expect(await db().label.findUniqueOrThrow({ where: { id: body.id } })).toMatchObject({ userId: user.id });
  });

  it("settles a flag, lists the fix and takes it back, in the person's name", async () => {
    const { token, user } = await makeCaller("reviewer");
    const flag = await makeFlag();
    const task = await makeTask({ flagId: flag.id });
    await makeRanking([task.id], { head: "category" });
    await callApi(token, "POST", "/queue/flags/lease", { body: { leaseToken: randomUUID(), count: 1 } });
    const body = { id: randomUUID(), taskId: task.id, verdict: "take", elapsedMs: 900 };
    expect((await callApi(token, "POST", "/labels/flags", { body })).status).toBe(200);
    const { fixes } = (await callApi(token, "GET", `/products/${flag.productId}/fixes`)).body;
    expect(fixes).toMatchObject([{ by: user.name, verdict: "take", isStanding: true }]);
    expect((await callApi(token, "POST", `/fixes/${fixes[0].id}/undo`)).body).toEqual({ undone: true });
  });

  it("takes a CSV file, has the worker bring it in, and tells what it refused", async () => {
    const { token, user } = await makeCaller("admin");
    const mapping = JSON.stringify({
      id: "sku",
      group: { column: "model" },
      title: "name",
      taxonomy: [{ column: "category", label: "Category", target: true }],
    });
    const raw = "sku;model;name;category\nA1;M1;Linen blazer;Jackets\n;M2;No number;Jackets\n";
    const path = `/imports/catalogue?fileName=feed.csv&mapping=${encodeURIComponent(mapping)}`;
    const headers = { "content-type": "text/csv", "idempotency-key": randomUUID() };
    const sent = await callApi(token, "POST", path, { raw, headers });
    expect(sent).toMatchObject({ status: 202, body: { kind: "catalogue", status: "applying", by: user.name } });
    const again = await callApi(token, "POST", path, { raw, headers });
    expect(again).toMatchObject({ status: 202, body: { id: sent.body.id } });
    expect(await db().importJob.count({ where: { byId: user.id } })).toBe(1);
    await runJob(sent.body.id, "applying", never);
    const { body } = await callApi(token, "GET", `/imports/${sent.body.id}`);
    expect(body).toMatchObject({
      status: "finished",
      outcome: { rows: 2, added: 1, refused: 1 },
      refusals: [{ line: 3, column: "sku" }],
    });
    expect((await callApi(token, "GET", `/imports/${sent.body.id}/refused`)).body).toContain("No number");
    expect((await callApi(token, "GET", "/products/A1")).body).toMatchObject({ title: "Linen blazer" });
    const bad = await callApi(token, "POST", "/imports/catalogue?mapping=nonsense", { raw, headers: {} });
    expect(bad.body).toMatchObject({ status: 422, faults: [{ at: "query.mapping" }] });
  });

  it("looks at a file first where it is told to, and brings it in when it is asked", async () => {
    const { token } = await makeCaller("manager");
    const product = await makeProduct({ stock: 0 });
    const raw = `garment,left\n${product.id},7\nnobody,1\n`;
    const path = "/imports/stock?start=check&productColumn=garment&stockColumn=left";
    const { id } = (await callApi(token, "POST", path, { raw, headers: { "content-type": "text/csv" } })).body;
    expect((await callApi(token, "POST", `/imports/${id}/apply`)).body).toMatchObject({ code: "import-underway" });
    await runJob(id, "checking", never);
    const looked = await callApi(token, "GET", `/imports/${id}`);
    expect(looked.body).toMatchObject({ status: "checked", plan: { changed: 1, refused: 1 }, refusals: [{ line: 3 }] });
    expect((await db().product.findUniqueOrThrow({ where: { id: product.id } })).stock).toBe(0);
    expect((await callApi(token, "POST", `/imports/${id}/apply`)).status).toBe(202);
    await runJob(id, "applying", never);
    expect((await db().product.findUniqueOrThrow({ where: { id: product.id } })).stock).toBe(7);
    const { token: stylists } = await makeCaller("stylist");
    expect((await callApi(stylists, "POST", "/imports/stock", { raw })).status).toBe(403);
  });

  it("starts training, says why it can't, and cancels", async () => {
    const { token } = await makeCaller("manager");
    const none = await callApi(token, "POST", "/training/runs", { body: { head: "category" } });
    expect(none).toMatchObject({ status: 409, body: { code: "not-enough-data" } });
    const run = await db().run.create({ data: { head: "category", seed: 1 } });
    const cancelled = await callApi(token, "POST", `/training/runs/${run.id}/cancel`);
    expect(cancelled).toMatchObject({ status: 202, body: { runId: run.id } });
    expect((await callApi(token, "GET", `/training/runs/${run.id}`)).body).toMatchObject({ status: "cancelled" });
    const version = await makeModelVersion("category");
    await db().liveEncoder.upsert({
      where: { id: 1 },
      create: { encoderId: version.encoderId },
      update: { encoderId: version.encoderId },
    });
    const promoted = await callApi(token, "POST", `/training/versions/${version.id}/promote`, { body: {} });
    expect(promoted.body).toEqual({ versionId: version.id, number: version.number });
    const { body } = await callApi(token, "GET", "/training/versions?head=category");
    expect(body.versions).toContainEqual(expect.objectContaining({ id: version.id, isChampion: true }));
  });

  it("reads and replaces the settings, whole or not at all", async () => {
    const { token } = await makeCaller("manager");
    const before = (await callApi(token, "GET", "/settings")).body;
    const part = await callApi(token, "POST", "/settings/queue", { body: { gold: 0.5 } });
    expect(part).toMatchObject({ status: 422, body: { faults: expect.arrayContaining([expect.anything()]) } });
    const plan = { ...before.queue, gold: 0.5 };
    expect((await callApi(token, "POST", "/settings/queue", { body: plan })).body).toEqual(plan);
    expect((await callApi(token, "GET", "/settings")).body).toEqual({ ...before, queue: plan });
    const closed = await callApi(token, "POST", "/settings/named-figures", { body: { isOn: true } });
    expect(closed.body).toMatchObject({ status: 403, code: "not-allowed" });
  });

  it("invites, promotes and deactivates people for an admin, and keeps no link", async () => {
    const { token } = await makeCaller("admin");
    const body = { email: `${randomUUID()}@house.test`, name: "Ana", role: "stylist" };
    const headers = { "idempotency-key": randomUUID() };
    const invited = await callApi(token, "POST", "/people", { body, headers });
    expect(invited.body.link).toMatch(/\/join#.{20,}$/);
    expect((await callApi(token, "POST", "/people", { body, headers })).body).toMatchObject({ code: "invalid" });
    expect(JSON.stringify(await db().idempotentCall.findMany())).not.toContain(invited.body.link);
    const path = `/people/${invited.body.userId}`;
    await callApi(token, "POST", `${path}/role`, { body: { role: "reviewer" } });
    await callApi(token, "POST", `${path}/deactivate`);
    const { people } = (await callApi(token, "GET", "/people")).body;
    expect(people.find(({ id }: { id: string }) => id === invited.body.userId)).toMatchObject({
      role: "reviewer",
      state: "disabled",
    });
  });

  it("streams an export", async () => {
    const { token } = await makeCaller("manager");
    const product = await makeProduct({ title: "Streamed coat" });
    const { headers, body } = await callApi(token, "GET", "/exports/products?format=csv");
    expect(headers.get("content-type")).toContain("text/csv");
    expect(body).toContain(product.id);
    expect((await callApi(token, "GET", "/exports/products?format=doc")).status).toBe(422);
  });

  it("answers in the shape that the description promises", async () => {
    const { token } = await makeCaller("admin");
    const product = await makeProduct({ price: 49.9, currency: "EUR", season: "S1", stock: 0 });
    await makePhoto(product.id);
    const flag = await makeFlag({ productId: product.id });
    const key = {
      kind: "category",
      attribute: "category",
      given: flag.givenCategoryId,
      proposed: flag.proposedCategoryId,
    };
    const query = new URLSearchParams(Object.entries(key).map(([name, value]) => [name, String(value)]));
    const asked = [
      ["/me"],
      ["/products"],
      ["/products?stock=out&is=flagged&is=corrected&attribute=colour%3DRed"],
      [`/products/${product.id}`, "/products/{id}"],
      [`/products/${product.id}/labels`, "/products/{id}/labels"],
      [`/products/${product.id}/complements`, "/products/{id}/complements"],
      [`/products/${product.id}/outfits`, "/products/{id}/outfits"],
      ["/facets?stock=out"],
      ["/categories"],
      ["/attributes"],
      ["/attributes/colour/values", "/attributes/{name}/values"],
      ["/flags/groups"],
      [`/flags?${query}`],
      ["/rules"],
      ["/disagreements"],
      ["/imports"],
      ["/training/runs"],
      ["/training/versions?head=category", "/training/versions"],
      ["/settings"],
      ["/people"],
    ] as const;
    for (const [path, pattern = path.split("?")[0]] of asked) {
      const { status, body } = await callApi(token, "GET", path);
      expect(status, `${path} ${JSON.stringify(body)}`).toBe(200);
      const one = endpoints.find((each) => each.method === "GET" && each.path === pattern)!;
      if (isRaw(one.answer)) throw new Error(`${path} is no JSON`);
      // A parse drops what the schema does not name: nothing more may be answered than is described.
      expect(one.answer.parse(body), path).toEqual(body);
    }
  });
});
