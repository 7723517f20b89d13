import { describe, expect, it } from "vitest";
import { shelfOf } from "@/app/_client/kept-tasks";
import { leaseMinutes, tripMinutes } from "@/lib/queue/schema";

type Task = { taskId: string };
const parse = (task: unknown) => (typeof (task as Task).taskId === "string" ? (task as Task) : null);
const tasks = (...ids: string[]): Task[] => ids.map((taskId) => ({ taskId }));

function shelf() {
  let clock = 0;
  const made = shelfOf<Task>({ userId: "u1", mode: "pairs", token: async () => "tab-1", parse, now: () => clock });
  return { ...made, pass: (minutes: number) => (clock += minutes * 60_000) };
}

describe("the shelf of leased tasks", () => {
  it("gives back in their order what is not answered yet", async () => {
    const { put, remove, load } = shelf();
    await put(tasks("b", "a", "c"), false);
    await remove(["a"]);
    expect(await load()).toMatchObject({ tasks: tasks("b", "c"), isTrip: false });
  });

  it("keeps a usual lease for its quarter of an hour, and a trip for its hours", async () => {
    const { put, load, pass } = shelf();
    await put(tasks("a"), false);
    pass(leaseMinutes);
    expect(await load()).toBeNull();
    await put(tasks("b"), true);
    pass(tripMinutes - 1);
    expect(await load()).toMatchObject({ tasks: tasks("b"), isTrip: true });
  });

  it("follows the queue: what left it is gone, what joined it is there", async () => {
    const { only, load } = shelf();
    await only(tasks("a", "b"), false);
    await only(tasks("b", "c"), false);
    expect((await load())?.tasks).toEqual(tasks("b", "c"));
  });
});
