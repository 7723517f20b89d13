import { describe, expect, it } from "vitest";
import { isForeign } from "@/lib/http/origin";

const own = "http://127.0.0.1:3000";
const request = (method: string, headers: Record<string, string>) => ({ method, headers: new Headers(headers) });

describe("a request's origin", () => {
  it("may be anything when it only reads", () => {
    expect(isForeign(request("GET", { origin: "https://elsewhere.example" }), own)).toBe(false);
  });

  it("is foreign for a write from another site", () => {
    expect(isForeign(request("POST", { origin: "https://elsewhere.example", host: "127.0.0.1:3000" }), own)).toBe(true);
  });

  it("is foreign when it is hidden or not an address", () => {
    expect(isForeign(request("POST", { origin: "null", host: "127.0.0.1:3000" }), own)).toBe(true);
  });

  it("is our own by the host that the browser asked, or by the configured address behind a proxy", () => {
    expect(isForeign(request("POST", { origin: "http://studio.local:8080", host: "studio.local:8080" }), own)).toBe(
      false,
    );
    expect(isForeign(request("POST", { origin: own, host: "internal:9000" }), own)).toBe(false);
  });

  it("a port apart is another origin", () => {
    expect(isForeign(request("POST", { origin: "http://127.0.0.1:4000", host: "127.0.0.1:3000" }), own)).toBe(true);
  });

  it("without an Origin counts by what the browser says of the site", () => {
    expect(isForeign(request("POST", { "sec-fetch-site": "cross-site" }), own)).toBe(true);
    expect(isForeign(request("POST", {}), own)).toBe(false);
  });
});
