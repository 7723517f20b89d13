import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { GridScreen } from "@/app/(studio)/review/grid/grid-screen";
import type { FlagGroup, GridFlag } from "@/lib/flags/grid/schema";
import { garment, network, onStage, router, setStage } from "./stage";

setStage();
/** jsdom has no pointer events. */
class FakePointerEvent extends MouseEvent {
  readonly pointerType: string;
  constructor(type: string, init: PointerEventInit = {}) {
    super(type, init);
    this.pointerType = init.pointerType ?? "";
  }
}
beforeEach(() => {
  vi.stubGlobal("PointerEvent", FakePointerEvent);
});
beforeEach(() => history.replaceState(null, "", "/review/grid"));

const group = (more: Partial<FlagGroup> = {}): FlagGroup => ({
  kind: "category",
  attribute: "category",
  given: "1",
  proposed: "2",
  label: "category",
  givenCategory: { id: 1, name: "Trousers" },
  proposedCategory: { id: 2, name: "Leggings" },
  count: 5,
  expected: 3.4,
  ...more,
});
const fabric = group({
  kind: "attribute",
  attribute: "fabric",
  given: "",
  proposed: "linen",
  label: "Fabric",
  givenCategory: null,
  proposedCategory: null,
  count: 2,
});
const flag = (index: number, more: Partial<GridFlag> = {}): GridFlag => ({
  taskId: `task-${index}`,
  flagId: `flag-${index}`,
  product: garment(`p${index}`),
  other: null,
  probability: 0.8,
  reasons: [],
  cluster: 0,
  isHeld: false,
  ...more,
});

type Batch = { id: string; verdict: string; answers: { id: string; taskId: string }[] };

/** A server with these flags in its first group; settles what it is sent but for `left`. */
function serverWith(flags: GridFlag[], options: { groups?: FlagGroup[]; left?: string[] } = {}) {
  let open = [...flags];
  const taken = new Map<string, GridFlag[]>();
  const groups = () =>
    (options.groups ?? [group(), fabric]).map((one, i) => (i === 0 ? { ...one, count: open.length } : one));
  return network({
    "/api/flags/groups": () => ({ json: { groups: groups().filter(({ count }) => count > 0) } }),
    "/api/flags/groups/page": () => ({ json: { flags: open, total: open.length, next: null } }),
    "/api/labels/groups": (body) => {
      const { id, answers } = body as unknown as Batch;
      const left = answers.filter(({ taskId }) => options.left?.includes(taskId));
      const gone = new Set(answers.filter((answer) => !left.includes(answer)).map(({ taskId }) => taskId));
      taken.set(
        `label of ${id}`,
        open.filter(({ taskId }) => gone.has(taskId)),
      );
      open = open.filter(({ taskId }) => !gone.has(taskId));
      return {
        json: { id, labels: [{ id: `label of ${id}` }], left: left.map(({ taskId }) => ({ taskId, because: "held" })) },
      };
    },
    "/api/labels/undo": ({ labelId }) => {
      open = [...(taken.get(String(labelId)) ?? []), ...open];
      return { json: {} };
    },
  });
}

const tiles = () => screen.findAllByRole("option");
const selected = () => screen.getAllByRole("option", { selected: true }).length;
const press = (key: string, target: Element = document.body) => fireEvent.keyDown(target, { key });
const posted = (calls: ReturnType<typeof network>) =>
  calls.filter(({ path }) => path === "/api/labels/groups").map(({ body }) => body as unknown as Batch);
/** A batch counts only once the page has been in view for a moment. */
const seen = async () => {
  const found = await tiles();
  const from = performance.now();
  await waitFor(() => expect(performance.now() - from).toBeGreaterThan(200));
  return found;
};

describe("Review, many at once", () => {
  it("says what to do next when there are no flags", async () => {
    serverWith([], { groups: [] });
    onStage(<GridScreen canTrain />);
    await screen.findByRole("heading", { name: "Nothing to review yet" });
    expect(screen.getByRole("link", { name: "Go to Training" })).toBeTruthy();
  });

  it("says that it can't be reached, and tries again", async () => {
    network({});
    onStage(<GridScreen canTrain={false} />);
    await screen.findByRole("heading", { name: "The queue can't be reached" });
    serverWith([flag(0)]);
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(await tiles()).toHaveLength(1);
  });

  it("shows the groups with their counts and opens another one", async () => {
    serverWith([flag(0)]);
    onStage(<GridScreen canTrain={false} />);
    await tiles();
    const nav = screen.getByRole("navigation", { name: "Groups of flags" });
    expect(
      within(nav)
        .getAllByRole("button")
        .map(({ textContent }) => textContent),
    ).toEqual(["Trousers → Leggings1", "Fabric: no fabric → linen2"]);
    press("]");
    await screen.findByRole("heading", { level: 1, name: "Fabric: no fabric → linen" });
  });

  it("selects by arrows and Shift, and says what will change before it does", async () => {
    const calls = serverWith([flag(0), flag(1), flag(2), flag(3)]);
    onStage(<GridScreen canTrain={false} />);
    const [first] = await seen();
    press(" ", first);
    press("ArrowRight", first);
    fireEvent.keyDown(first!, { key: "ArrowRight", shiftKey: true });
    expect(selected()).toBe(3);
    expect(screen.getByText("3 products will move from Trousers to Leggings.")).toBeTruthy();
    press("t");
    await waitFor(() => expect(posted(calls)).toHaveLength(1));
    expect(posted(calls)[0]).toMatchObject({ verdict: "take" });
    expect(posted(calls)[0]!.answers.map(({ taskId }) => taskId)).toEqual(["task-0", "task-1", "task-2"]);
    expect(await tiles()).toHaveLength(1);
  });

  it("keeps the rest of the page with one key, and goes on with the next group", async () => {
    const calls = serverWith([flag(0), flag(1), flag(2)]);
    onStage(<GridScreen canTrain={false} />);
    await seen();
    press("l");
    await waitFor(() => expect(posted(calls)[0]).toMatchObject({ verdict: "keep" }));
    expect(posted(calls)[0]!.answers).toHaveLength(3);
    await screen.findByRole("heading", { level: 1, name: "Fabric: no fabric → linen" });
  });

  it("a click takes a tile, Shift a range, dragging paints", async () => {
    serverWith(Array.from({ length: 6 }, (_, i) => flag(i)));
    onStage(<GridScreen canTrain={false} />);
    const all = await seen();
    const mouse = { pointerType: "mouse", button: 0 };
    fireEvent.pointerDown(all[0]!, mouse);
    fireEvent.pointerUp(all[0]!, mouse);
    expect(selected()).toBe(1);
    fireEvent.pointerDown(all[2]!, { ...mouse, shiftKey: true });
    fireEvent.pointerUp(all[2]!, mouse);
    expect(selected()).toBe(3);
    fireEvent.pointerDown(all[3]!, mouse);
    fireEvent.pointerMove(all[5]!, mouse);
    fireEvent.pointerUp(all[5]!, mouse);
    expect(selected()).toBe(6);
  });

  it("never selects what someone else holds", async () => {
    const calls = serverWith([flag(0), flag(1, { isHeld: true }), flag(2)]);
    onStage(<GridScreen canTrain={false} />);
    await seen();
    press("a");
    expect(selected()).toBe(2);
    press("k");
    await waitFor(() => expect(posted(calls)[0]!.answers).toHaveLength(2));
    expect(screen.getByRole("option", { name: /with someone else now/ })).toBeTruthy();
  });

  it("names what was left, and why", async () => {
    serverWith([flag(0), flag(1)], { left: ["task-1"] });
    onStage(<GridScreen canTrain={false} />);
    await seen();
    press("a");
    press("t");
    expect((await screen.findByRole("alert")).textContent).toContain("1 is with someone else now, and left as it is.");
  });

  it("undo brings the whole batch back", async () => {
    const calls = serverWith([flag(0), flag(1), flag(2)]);
    onStage(<GridScreen canTrain={false} />);
    const [first] = await seen();
    press(" ", first);
    fireEvent.keyDown(first!, { key: "ArrowRight", shiftKey: true });
    press("t");
    await waitFor(() => expect(posted(calls)).toHaveLength(1));
    expect(await tiles()).toHaveLength(1);
    press("u");
    await waitFor(async () => expect(await tiles()).toHaveLength(3));
    expect(calls.find(({ path }) => path === "/api/labels/undo")?.body).toMatchObject({
      labelId: `label of ${posted(calls)[0]!.id}`,
    });
  });

  it("keeps what was settled while the network is away, and says how much waits", async () => {
    const calls = serverWith([flag(0), flag(1)]);
    onStage(<GridScreen canTrain={false} />);
    await seen();
    network({});
    press("a");
    press("k");
    await screen.findByText(/kept here, 1 waiting/);
    expect(posted(calls)).toEqual([]);
  });

  it("goes to one by one", async () => {
    serverWith([flag(0)]);
    onStage(<GridScreen canTrain={false} />);
    await seen();
    press("v");
    expect(router.push).toHaveBeenCalledWith("/review");
  });
});
