import { expect, it } from "vitest";
import { endpoints } from "@/app/api/v1/_endpoints/all";
import { schemas } from "@/app/api/v1/_endpoints/schemas";
import { describeApi, type Operation } from "@/lib/http/api/describe-api";
import { isRaw } from "@/lib/http/api/endpoint";
import { rngOf } from "@/ml/runtime/seed";
import { sampleOf } from "@/tests/support/json-schema-sample";
import { type Answer, callApi, makeCaller } from "./calling";

const api = describeApi(endpoints, schemas, "http://toile.test");
const callsEach = 2;

/** One call as the description has it: what it says of path, query and body is all that is known. */
function callOf(path: string, { parameters, requestBody }: Operation, rng: () => number) {
  let address = path;
  const query = new URLSearchParams();
  for (const { in: where, name, required, schema } of parameters) {
    if (where === "header" || (!required && rng() < 0.5)) continue;
    const values = [sampleOf(schema, rng)].flat().map(String);
    if (where === "path") address = address.replace(`{${name}}`, encodeURIComponent(values[0] || "none"));
    else for (const value of values) query.append(name, value);
  }
  const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  return {
    address: query.size > 0 ? `${address}?${query}` : address,
    call: content?.schema
      ? { body: sampleOf(content.schema, rng) }
      : type
        ? { raw: "a,b\n1,2\n", headers: { "content-type": type } }
        : {},
  };
}

function check(what: string, operation: Operation, answer: Answer, one: (typeof endpoints)[number]): void {
  const told = `${what} answered ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`;
  expect(Object.keys(operation.responses), told).toContain(String(answer.status));
  // A search that is not there says so; any other 503 is a bug with a number for the log.
  expect(String(answer.body?.detail), told).not.toContain("give your administrator this number");
  const type = answer.headers.get("content-type")?.split(";")[0];
  const types = Object.keys(operation.responses[answer.status]!.content).map((each) => each.split(";")[0]);
  expect(types, told).toContain(type);
  if (answer.status < 300 && !isRaw(one.answer)) expect(one.answer.parse(answer.body), told).toEqual(answer.body);
}

it("every endpoint answers calls made from its description with what the description names", async () => {
  const { token } = await makeCaller("admin");
  const rng = rngOf(7);
  const reached = new Set<string>();
  for (const one of endpoints) {
    const operation = api.paths[one.path]![one.method.toLowerCase()]!;
    for (let n = 0; n < callsEach; n++) {
      const { address, call } = callOf(one.path, operation, rng);
      const answer = await callApi(token, one.method, address, call);
      check(`${one.method} ${address} ${JSON.stringify(call)}`, operation, answer, one);
      if (answer.status !== 422) reached.add(operation.operationId);
    }
  }
  // Not one that is refused at its door every time: then nothing would be looked at.
  expect(reached.size).toBeGreaterThan(0.8 * endpoints.length);
});
