import { describe, expect, it } from "vitest";
import { endpoints } from "@/app/api/v1/_endpoints/all";
import { schemas } from "@/app/api/v1/_endpoints/schemas";
import { describeApi, failuresOf } from "@/lib/http/api/describe-api";
import { matchEndpoint } from "@/lib/http/api/match";
import { scopes } from "@/lib/tokens/schema";

const api = describeApi(endpoints, schemas, "https://toile.house.example");
const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

describe("the description of the API", () => {
  it("holds every endpoint once, under an id of its own", () => {
    expect(operations).toHaveLength(endpoints.length);
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(endpoints.length);
    expect(api.servers).toEqual([{ url: "https://toile.house.example/api/v1" }]);
  });

  it("refers only to shapes that are there", () => {
    const refs = [...JSON.stringify(api).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref!);
    expect(refs.length).toBeGreaterThan(50);
    const known = Object.keys(api.components.schemas).map((id) => `#/components/schemas/${id}`);
    expect([...new Set(refs)].filter((ref) => !known.includes(ref))).toEqual([]);
  });

  it("names each place of a path as a parameter that has to be there", () => {
    for (const { path, operation } of operations) {
      const places = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
      const described = operation.parameters.filter((one) => one.in === "path");
      expect(described.map(({ name }) => name).sort(), path).toEqual(places.sort());
      expect(described.every(({ required }) => required)).toBe(true);
    }
  });

  it("says what a body takes from the schema that parses it", () => {
    const { requestBody } = api.paths["/labels/pairs"]!.post!;
    const schema = requestBody!.content["application/json"]!.schema!;
    expect(schema.properties).toMatchObject({
      verdict: { enum: ["fits", "clashes", "unsure"] },
      id: { format: "uuid" },
    });
    expect(schema.required).not.toContain("note");
  });

  it("says of each endpoint what it may be refused for", () => {
    const lease = endpoints.find(({ path }) => path === "/labels/pairs")!;
    expect(failuresOf(lease)).toEqual(expect.arrayContaining(["token", "scope", "already-judged", "key-reused"]));
    expect(Object.keys(api.paths["/labels/pairs"]!.post!.responses)).toEqual(
      expect.arrayContaining(["200", "401", "409"]),
    );
  });

  it("has a use for every scope", () => {
    expect(new Set(endpoints.flatMap(({ scope }) => scope ?? []))).toEqual(new Set(scopes));
  });
});

describe("finding an endpoint", () => {
  const find = (method: string, path: string) => matchEndpoint(endpoints, method, path);

  it("takes what is written out before what stands in braces, and decodes what stands there", () => {
    expect(find("GET", "/flags/groups")).toMatchObject({ endpoint: { path: "/flags/groups" } });
    expect(find("GET", "/products/a%2Fb%20c")).toMatchObject({ params: { id: "a/b c" } });
    expect(find("HEAD", "/me")).toMatchObject({ found: "endpoint" });
  });

  it("names the methods of the nearest path alone", () => {
    expect(find("GET", "/imports/stock")).toEqual({ found: "path", allow: ["POST"] });
    expect(find("GET", "/imports/0190")).toMatchObject({ found: "endpoint", params: { id: "0190" } });
  });

  it("finds nothing where nothing is, and broken encoding is nothing", () => {
    expect(find("GET", "/products/a/b")).toEqual({ found: "nothing" });
    expect(find("GET", "/products/%E0%A4%A")).toEqual({ found: "nothing" });
    expect(find("DELETE", "/rules")).toEqual({ found: "path", allow: ["GET", "POST"] });
  });
});
