import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { ReviewScreen } from "@/app/(studio)/review/review-screen";
import type { FlagTask } from "@/lib/queue/schema";
import { type Call, flagTask, garment, network, onStage, otherFlagTask, setStage } from "./stage";

setStage();

const category = (id: number, name: string, products: number) => ({
  id,
  level: 1,
  name,
  parentId: null,
  isTarget: true,
  products,
});

const queueOf = (size: number, change: (task: FlagTask, index: number) => FlagTask = (task) => task) =>
  queueWith(Array.from({ length: size }, (_, index) => change(flagTask(index), index)));

function queueWith(open: FlagTask[], more: Parameters<typeof network>[0] = {}) {
  return network({
    "/api/labels/choices": () => ({ json: { categoryIds: [] } }),
    ...more,
    "/api/labels/recent": () => ({ json: { today: 0, labels: [] } }),
    "/api/queue/release": () => ({ json: {} }),
    "/api/queue/flags/lease": ({ count }) => ({
      json: {
        tasks: open.slice(0, Number(count)),
        rankedBy: { version: 4, at: new Date().toISOString() },
        open: open.length,
      },
    }),
    "/api/labels/flags": ({ taskId }) => {
      open.splice(0, open.length, ...open.filter((task) => task.taskId !== taskId));
      return { json: {} };
    },
    "/api/catalogue/categories": () => ({
      json: {
        categories: [
          category(1, "Trousers", 90),
          category(2, "Leggings", 20),
          category(3, "Shorts", 40),
          { ...category(9, "Bottoms", 150), isTarget: false },
        ],
      },
    }),
  });
}

const answers = (calls: Call[]) => calls.filter(({ path }) => path === "/api/labels/flags").map(({ body }) => body);
const ready = () => waitFor(() => expect(document.querySelector("[data-ready]")).not.toBeNull());
const press = (key: string) => fireEvent.keyDown(document.body, { key });

describe("Review", () => {
  it("says what to do next when there are no flags", async () => {
    queueOf(0);
    onStage(<ReviewScreen canTrain />);
    await screen.findByRole("heading", { name: "Nothing to review yet" });
    expect(screen.getByRole("link", { name: "Go to Training" })).toBeTruthy();
  });

  it("shows given, proposed and the evidence", async () => {
    queueOf(2);
    onStage(<ReviewScreen canTrain={false} />);
    const title = await screen.findByRole("heading", { level: 1 });
    expect(title.textContent).toMatch(/Given\s*Trousers.*proposed\s*Leggings\s*81 %/);
    expect(screen.getByText("Nearest look-alikes: 1 of 2 are Leggings")).toBeTruthy();
    expect(screen.getByText("classifier 81 %")).toBeTruthy();
    expect(screen.getByRole("heading", { name: "Trousers look like" })).toBeTruthy();
    expect(screen.getByRole("heading", { name: "Leggings look like" })).toBeTruthy();
  });

  for (const [key, verdict] of [
    ["k", "keep"],
    ["t", "take"],
    ["a", "ambiguous"],
    ["?", "undecidable"],
  ] as const) {
    it(`answers ${verdict} by the key ${key}`, async () => {
      const calls = queueOf(3);
      onStage(<ReviewScreen canTrain={false} />);
      await ready();
      press(key);
      await waitFor(() => expect(answers(calls)).toMatchObject([{ taskId: "task-0", verdict }]));
    });
  }

  it("finds another category by a few letters, never the given one or a level that is not asked for", async () => {
    const calls = queueOf(3);
    onStage(<ReviewScreen canTrain={false} />);
    await ready();
    press("o");
    const field = await screen.findByRole("combobox", { name: "Category" });
    const list = () =>
      within(screen.getByRole("listbox", { name: "Categories" }))
        .getAllByRole("option")
        .map(({ textContent }) => textContent);
    expect(list()).toEqual(["Shorts40 products", "Leggings20 products"]);
    fireEvent.change(field, { target: { value: "sho" } });
    expect(list()).toEqual(["Shorts40 products"]);
    fireEvent.keyDown(field, { key: "Enter" });
    await waitFor(() => expect(answers(calls)).toMatchObject([{ taskId: "task-0", verdict: "other", categoryId: 3 }]));
  });

  it("answers for all colours of the model under M, and asks none of them again", async () => {
    const calls = queueOf(3, (task, index) => ({
      ...task,
      product: { ...task.product, groupId: index < 2 ? "one model" : "another" },
      evidence: { ...task.evidence, sameModel: index < 2 ? [garment("red"), garment("blue")] : [] },
    }));
    onStage(<ReviewScreen canTrain={false} />);
    await ready();
    expect(screen.getByRole("button", { name: /For all 3 colours/ }).getAttribute("aria-pressed")).toBe("false");
    press("m");
    expect(screen.getByRole("button", { name: /For all 3 colours/ }).getAttribute("aria-pressed")).toBe("true");
    press("t");
    await waitFor(() =>
      expect(answers(calls)).toMatchObject([{ taskId: "task-0", verdict: "take", applyToModel: true }]),
    );
    await waitFor(() => expect(document.querySelector("[data-task]")?.getAttribute("data-task")).toBe("task-2"));
    expect(screen.queryByRole("button", { name: /For all/ }), "a garment of one colour has no such wish").toBeNull();
  });

  it("shows the guide for flags under G, and keeps it open beside the next one", async () => {
    const calls = queueWith([flagTask(0), flagTask(1)], {
      "/api/guide": () => ({
        json: { guide: { number: 2, title: "How we file", markdown: "Jeans are **not** trousers." } },
      }),
    });
    onStage(<ReviewScreen canTrain={false} />);
    await ready();
    press("g");
    expect(await screen.findByRole("heading", { name: "How we file" })).toBeTruthy();
    expect(calls.some(({ path }) => path === "/api/guide?head=category" || path === "/api/guide")).toBe(true);
    await waitFor(() => {
      press("k");
      expect(answers(calls)).toHaveLength(1);
    });
    expect(screen.getByRole("heading", { name: "How we file" })).toBeTruthy();
  });

  it("opens the rule dialog under R", async () => {
    queueOf(2);
    onStage(<ReviewScreen canTrain={false} />);
    await ready();
    press("r");
    expect(await screen.findByRole("heading", { name: "Make a rule from this" })).toBeTruthy();
  });

  it("shows the keys under H, for the question mark says can't tell here", async () => {
    queueOf(3);
    onStage(<ReviewScreen canTrain={false} />);
    await ready();
    press("h");
    await screen.findByRole("heading", { name: "Keys on this screen" });
  });

  it("puts the categories that this person uses for such flags first", async () => {
    queueWith([flagTask(0)], { "/api/labels/choices": () => ({ json: { categoryIds: [2] } }) });
    onStage(<ReviewScreen canTrain={false} />);
    await ready();
    press("o");
    const first = (await screen.findAllByRole("option"))[0];
    expect(first?.textContent).toBe("Leggingsyou chose it before · 20 products");
  });

  it("asks blind without a proposal: there is nothing to take, and nothing leans to one side", async () => {
    const calls = queueWith([otherFlagTask("blind")]);
    onStage(<ReviewScreen canTrain={false} />);
    await ready();
    expect((await screen.findByRole("heading", { level: 1 })).textContent).toBe("Is this Trousers?");
    expect(screen.queryByRole("button", { name: /^Take/ })).toBeNull();
    press("t");
    expect(answers(calls)).toEqual([]);
    press("k");
    await waitFor(() => expect(answers(calls)).toMatchObject([{ verdict: "keep" }]));
  });

  it("proposes a missing value, and another one is found by a few letters", async () => {
    const values = [
      { value: "wool", products: 30 },
      { value: "linen", products: 12 },
    ];
    const calls = queueWith([otherFlagTask("attribute")], { "/api/catalogue/values": () => ({ json: { values } }) });
    onStage(<ReviewScreen canTrain={false} />);
    await ready();
    expect(screen.getByRole("heading", { level: 1 }).textContent).toMatch(/Fabric given\s*no fabric.*linen\s*93 %/);
    expect(screen.getByRole("button", { name: "Leave it empty" })).toBeTruthy();
    press("o");
    const field = await screen.findByRole("combobox", { name: "Value" });
    fireEvent.change(field, { target: { value: "wo" } });
    fireEvent.keyDown(field, { key: "Enter" });
    await waitFor(() => expect(answers(calls)).toMatchObject([{ verdict: "other", values: ["wool"] }]));
  });

  it("shows two suspected duplicates with what differs, and asks whether they are one", async () => {
    queueWith([otherFlagTask("duplicate")]);
    onStage(<ReviewScreen canTrain={false} />);
    await ready();
    expect(screen.getAllByRole("figure")).toHaveLength(2);
    expect(screen.getByRole("row", { name: "Price €49.90 €59.90" })).toBeTruthy();
    expect(screen.getByRole("button", { name: "Two garments" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: /^Other/ })).toBeNull();
  });

  it("says what is wrong with a photo, and what a stylist said of a garment", async () => {
    queueWith([otherFlagTask("photo"), otherFlagTask("report", 1)]);
    onStage(<ReviewScreen canTrain={false} />);
    await ready();
    expect(screen.getByRole("heading", { level: 1, name: "Photo of several garments" })).toBeTruthy();
    press("t");
    await screen.findByRole("heading", { level: 1, name: "A stylist says: photo or data wrong" });
    expect(screen.getByText("Shows the back")).toBeTruthy();
  });
});
