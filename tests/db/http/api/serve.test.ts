import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { endpoints } from "@/app/api/v1/_endpoints/all";
import { db } from "@/lib/db";
import { answerOptions } from "@/lib/http/api/serve";
import { makePairQueue } from "@/tests/support/factories";
import { callApi, judgement, leased, makeCaller } from "./calling";

const filled = (path: string) => path.replace(/\{[^}]+\}/g, "none");

describe("the door of the API", () => {
  it("refuses every endpoint without a token, as a problem", async () => {
    for (const { method, path } of endpoints) {
      const { status, headers, body } = await callApi(null, method, filled(path));
      expect(status, path).toBe(401);
      expect(headers.get("content-type"), path).toBe("application/problem+json");
      expect(body, path).toMatchObject({ status: 401, code: "token", type: "/settings/api#problem-token" });
    }
  });

  it("refuses an endpoint whose scope the token lacks, and one that the person's role does not open", async () => {
    const { token, user } = await makeCaller("admin", ["labels:read"]);
    for (const { method, path, scope } of endpoints.filter((one) => one.scope && one.scope !== "labels:read")) {
      expect((await callApi(token, method, filled(path))).body, path).toMatchObject({
        code: "scope",
        detail: `It needs ${scope}.`,
      });
    }
    await db().user.update({ where: { id: user.id }, data: { role: "stylist" } });
    expect((await callApi(token, "GET", "/disagreements")).body).toMatchObject({ status: 403, code: "not-allowed" });
  });

  it("closes at once for a person who is deactivated", async () => {
    const { token, user } = await makeCaller("stylist");
    expect((await callApi(token, "GET", "/me")).body).toMatchObject({ userId: user.id, role: "stylist" });
    await db().user.update({ where: { id: user.id }, data: { disabledAt: new Date() } });
    expect((await callApi(token, "GET", "/me")).body).toMatchObject({ status: 401, code: "token" });
  });

  it("says how many calls are left, and after how long to come again", async () => {
    const { token, tokenId } = await makeCaller("stylist");
    const first = await callApi(token, "GET", "/me");
    expect(first.headers.get("ratelimit-policy")).toBe('"token";q=600;w=60');
    expect(first.headers.get("ratelimit")).toMatch(/^"token";r=599;/);
    await db().apiToken.update({ where: { id: tokenId }, data: { callsLeft: 0, perMinute: 1, countedAt: new Date() } });
    const over = await callApi(token, "GET", "/me");
    expect(over.body).toMatchObject({ status: 429, code: "limit-reached" });
    expect(over.headers.get("retry-after")).toBe("60");
  });

  it("knows an unknown path from a method that a path does not take", async () => {
    const { token } = await makeCaller("stylist");
    expect((await callApi(token, "GET", "/nothing-hangs-here")).body).toMatchObject({
      status: 404,
      code: "not-a-path",
    });
    const wrong = await callApi(token, "DELETE", "/labels/pairs");
    expect(wrong.body).toMatchObject({ status: 405, code: "not-a-method" });
    expect(wrong.headers.get("allow")).toBe("POST");
    expect(answerOptions(endpoints, "/rules").headers.get("allow")).toBe("GET, POST");
    expect(answerOptions(endpoints, "/nothing-hangs-here").status).toBe(404);
  });
});

describe("what the API takes", () => {
  it("names everything that is wrong with a request at once", async () => {
    const { token } = await makeCaller("stylist");
    const { body } = await callApi(token, "POST", "/labels/pairs", {
      body: { ...judgement("no id"), verdict: "maybe" },
    });
    expect(body).toMatchObject({ status: 422, code: "invalid" });
    expect(body.faults.map(({ at }: { at: string }) => at)).toEqual(["body.taskId", "body.verdict"]);
  });

  it("refuses what is no JSON, is not said to be, or holds what no database could", async () => {
    const { token } = await makeCaller("stylist");
    const type = { "content-type": "application/json" };
    const send = (raw: string, headers: Record<string, string> = type) =>
      callApi(token, "POST", "/labels/undo", { raw, headers });
    expect((await send("{", type)).body).toMatchObject({ status: 422, detail: expect.stringContaining("not JSON") });
    expect((await send("{}", { "content-type": "text/plain" })).body).toMatchObject({ status: 415, code: "not-json" });
    expect((await send(`"${"a".repeat(2_000_001)}"`)).body).toMatchObject({ status: 413, code: "too-large" });
    for (const note of ["\0", "\ud800"]) {
      const answer = await callApi(token, "POST", "/labels/pairs", { body: { ...judgement(randomUUID()), note } });
      expect(answer.body).toMatchObject({ status: 422, faults: [{ at: "body.note" }] });
    }
  });

  it("refuses a parameter that it does not know instead of passing it over", async () => {
    const { token } = await makeCaller("reviewer");
    expect((await callApi(token, "GET", "/products?colour=red")).body).toMatchObject({ status: 422, code: "invalid" });
    expect((await callApi(token, "GET", "/categories?page=2")).status).toBe(422);
  });
});

describe("an idempotency key", () => {
  it("has a repeat answered as the first time, though the world has moved on", async () => {
    const { token } = await makeCaller("stylist");
    const call = { body: { leaseToken: randomUUID(), count: 2 }, headers: { "idempotency-key": randomUUID() } };
    await makePairQueue(4);
    const first = await callApi(token, "POST", "/queue/pairs/lease", call);
    await callApi(token, "POST", "/queue/release", {
      body: { taskIds: first.body.tasks.map(({ taskId }: { taskId: string }) => taskId) },
    });
    const again = await callApi(token, "POST", "/queue/pairs/lease", call);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(await db().task.count({ where: { leasedUntil: { gt: new Date() } } })).toBe(0);
  });

  it("does the work once for two that come at once, and never serves two requests", async () => {
    const { token } = await makeCaller("stylist");
    const key = { "idempotency-key": randomUUID() };
    const body = judgement(await leased(token));
    const twins = await Promise.all([1, 2].map(() => callApi(token, "POST", "/labels/pairs", { body, headers: key })));
    expect(twins.map(({ status }) => status).sort()).toEqual(expect.arrayContaining([200]));
    expect(twins.every(({ status, body: { code } }) => status === 200 || code === "key-in-use")).toBe(true);
    const other = await callApi(token, "POST", "/labels/pairs", {
      body: { ...body, verdict: "clashes" },
      headers: key,
    });
    expect(other.body).toMatchObject({ status: 422, code: "key-reused" });
    expect(await db().label.count({ where: { id: body.id } })).toBe(1);
  });

  it("is each token's own, and is told when it is none", async () => {
    const [one, two] = [await makeCaller("stylist"), await makeCaller("stylist")];
    const headers = { "idempotency-key": "the same" };
    const send = (token: string, taskId: string) =>
      callApi(token, "POST", "/queue/release", { body: { taskIds: [taskId] }, headers: { "idempotency-key": "same" } });
    expect((await send(one.token, randomUUID())).status).toBe(200);
    expect((await send(two.token, randomUUID())).status).toBe(200);
    const spaced = await callApi(one.token, "POST", "/queue/release", { body: { taskIds: [randomUUID()] }, headers });
    expect(spaced.body).toMatchObject({ status: 422, detail: expect.stringContaining("idempotency key") });
  });
});
