import { describe, expect, it } from "vitest";
import { type FailureCode, sentenceOf, statusOf } from "@/lib/http/failures";
import { respond } from "@/lib/http/respond";
import { fail, ok } from "@/lib/result";

describe("what a route answers", () => {
  it("is the value of a success", async () => {
    const response = respond(ok({ saved: true }));
    expect([response.status, await response.json()]).toEqual([200, { saved: true }]);
  });

  it("is the code's status and sentence for every failure", async () => {
    for (const code of Object.keys(statusOf) as FailureCode[]) {
      const response = respond(fail(code, "detail"));
      expect(response.status).toBe(statusOf[code]);
      expect(await response.json()).toEqual({ error: { code, message: sentenceOf[code], detail: "detail" } });
    }
  });

  it("is never kept by a cache", () => {
    expect(respond({ any: 1 }).headers.get("cache-control")).toBe("no-store");
    expect(respond(fail("not-found")).headers.get("cache-control")).toBe("no-store");
  });
});
