import { expect, it } from "vitest";
import { handles, registryOf } from "@/lib/jobs/registry";

const idle = async () => {};
const complete = () => [
  handles("train", idle),
  handles("embed", idle),
  handles("rank", idle),
  handles("evaluate", idle),
  handles("apply-rules", idle),
];
const running = { signal: new AbortController().signal };

it("a worker with one handler for each contract may start", () => {
  expect([...registryOf(complete()).keys()].sort()).toEqual(["apply-rules", "embed", "evaluate", "rank", "train"]);
});

it("a worker that would leave a job lying does not start, and names the job", () => {
  expect(() => registryOf(complete().slice(1))).toThrow("train has 0 handlers");
});

it("two handlers of one job are refused as well", () => {
  expect(() => registryOf([...complete(), handles("rank", idle)])).toThrow("rank has 2 handlers");
});

it("a handler gets its payload parsed, and one that does not fit the contract is an error", async () => {
  const seen: unknown[] = [];
  const handler = handles("rank", async ({ head }) => void seen.push(head));
  await handler.run({ head: "category" }, running);
  await expect(async () => handler.run({ head: "colour" }, running)).rejects.toThrow();
  expect(seen).toEqual(["category"]);
});
