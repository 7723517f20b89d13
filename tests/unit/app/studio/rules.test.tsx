import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { AppRouterContext } from "next/dist/shared/lib/app-router-context.shared-runtime";
import { describe, expect, it, vi } from "vitest";
import { RuleDialog } from "@/app/(studio)/review/rule/rule-dialog";
import { RuleItem } from "@/app/(studio)/review/rules/rule-item";
import type { RuleCard } from "@/lib/flags/catalogue-rules/schema";
import { type Call, garment, network, onStage, router, setStage } from "./stage";

setStage();

const category = (id: number, name: string) => ({ id, level: 1, name, parentId: null, isTarget: true, products: 9 });
const atom = (words: string, precision: number, isProposed: boolean) => ({
  condition: { about: "attribute", attribute: "fabric", values: [words] },
  words,
  products: 214,
  precision,
  lift: 4,
  coverage: 1,
  isProposed,
});
const proposals = {
  given: { id: 1, name: "Trousers" },
  proposed: { id: 2, name: "Jeans" },
  group: 12,
  conditions: [atom("Fabric is jeans", 0.96, true), atom("Colour is blue", 0.2, false)],
};
const seen = (more: object = {}) => ({
  meets: 214,
  right: 170,
  changes: 42,
  flags: 12,
  contradicted: 0,
  products: [garment("p1"), garment("p2")],
  next: "p2",
  contradictions: [],
  ...more,
});
const made = { id: "r1", name: "Fabric is jeans: belongs in Jeans", changed: 42, flags: 12, contradicted: 2 };

function server(more: Parameters<typeof network>[0] = {}) {
  return network({
    "/api/rules/proposals": () => ({ json: proposals }),
    "/api/catalogue/categories": () => ({
      json: { categories: [category(1, "Trousers"), category(2, "Jeans"), category(3, "Shorts")] },
    }),
    "/api/rules/preview": () => ({ json: seen() }),
    "/api/rules": () => ({ json: made }),
    "/api/rules/r1/undo": () => ({ json: {} }),
    ...more,
  });
}
const open = (onChanged = vi.fn(), onClose = vi.fn()) => {
  onStage(<RuleDialog source={{ flagId: "f1" }} onClose={onClose} onChanged={onChanged} />);
  return { onChanged, onClose };
};
const asked = (calls: Call[], path: string) => calls.filter((call) => call.path === path).map(({ body }) => body);

describe("the rule dialog", () => {
  it("begins with what is proposed and shows what it would do", async () => {
    const calls = server();
    open();
    await screen.findByText(
      "Files 42 products under Jeans; 170 of 214 like this are there already. Settles 12 open flags.",
    );
    expect(screen.getByRole("checkbox", { name: /Fabric is jeans/ })).toHaveProperty("checked", true);
    expect(screen.getByRole("checkbox", { name: /Colour is blue/ })).toHaveProperty("checked", false);
    expect(asked(calls, "/api/rules/preview")).toMatchObject([{ says: "belongs", categoryId: 2 }]);
    expect(screen.getAllByRole("img")).toHaveLength(2);
  });

  it("asks anew when a condition is ticked or a word is given, and names the rule after it", async () => {
    const calls = server();
    open();
    await screen.findByText(/Files 42/);
    fireEvent.click(screen.getByRole("checkbox", { name: /Colour is blue/ }));
    fireEvent.change(screen.getByLabelText("And these words in the title"), { target: { value: "wide leg" } });
    await waitFor(() => expect(asked(calls, "/api/rules/preview").at(-1)?.conditions).toHaveLength(3));
    expect(asked(calls, "/api/rules/preview").at(-1)?.conditions).toContainEqual({
      about: "title",
      words: ["wide", "leg"],
    });
    expect(screen.getByLabelText("Name of the rule")).toHaveProperty(
      "value",
      "Fabric is jeans and Colour is blue and title says wide leg: belongs in Jeans",
    );
  });

  it("makes the rule as it was shown, tells what it did, and undoes it", async () => {
    const calls = server();
    const { onChanged, onClose } = open();
    fireEvent.click(await screen.findByRole("button", { name: "Make the rule: file 42 products, settle 12 flags" }));
    await screen.findByText(/holds from now on: 42 products filed anew, 12 flags settled/);
    expect(screen.getByText(/2 products were left alone/)).toBeTruthy();
    expect(asked(calls, "/api/rules")).toMatchObject([
      { says: "belongs", categoryId: 2, mode: "fix", name: "Fabric is jeans: belongs in Jeans" },
    ]);
    fireEvent.click(screen.getByRole("button", { name: "Undo the rule" }));
    await screen.findByText(/Undone/);
    expect(onChanged).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole("button", { name: "Go on" }));
    expect(onClose).toHaveBeenCalledOnce();
    expect(onChanged, "the queue is asked for anew once it closes").toHaveBeenCalledOnce();
  });

  it("names who has said otherwise, and what", async () => {
    const contradictions = [
      {
        product: garment("k1", { title: "Kept chino" }),
        says: { id: 1, name: "Trousers" },
        by: "Ana",
        at: "2026-01-01",
      },
    ];
    server({ "/api/rules/preview": () => ({ json: seen({ contradicted: 3, contradictions }) }) });
    open();
    await screen.findByRole("heading", { name: "3 products left alone: a reviewer has said otherwise" });
    expect(screen.getByText("Trousers, says Ana")).toBeTruthy();
    expect(screen.getByText("and 2 more")).toBeTruthy();
  });

  it("what is never right is about the given category, flags, and files nothing", async () => {
    const calls = server();
    open();
    await screen.findByText(/Files 42/);
    fireEvent.click(screen.getByRole("radio", { name: "are never" }));
    await screen.findByText(/42 of 214 products like this are Trousers and will be flagged/);
    expect(screen.queryByRole("radio", { name: "file it at once" })).toBeNull();
    fireEvent.click(await screen.findByRole("button", { name: "Make the rule: settle 12 flags" }));
    await waitFor(() =>
      expect(asked(calls, "/api/rules")).toMatchObject([{ says: "never", categoryId: 1, mode: "flag" }]),
    );
  });

  it("without a condition there is nothing to make", async () => {
    server();
    open();
    await screen.findByText(/Files 42/);
    fireEvent.click(screen.getByRole("checkbox", { name: /Fabric is jeans/ }));
    await screen.findByText(/Tick at least one condition/);
    expect(screen.getByRole("button", { name: "Make the rule" })).toHaveProperty("disabled", true);
  });

  it("appends the next page of photos", async () => {
    const calls = server({
      "/api/rules/preview": ({ after }) => ({
        json: after ? seen({ products: [garment("p3")], next: null }) : seen(),
      }),
    });
    open();
    fireEvent.click(await screen.findByRole("button", { name: "Show more of 42" }));
    await waitFor(() => expect(screen.getAllByRole("img")).toHaveLength(3));
    expect(asked(calls, "/api/rules/preview").at(-1)).toMatchObject({ after: "p2" });
  });

  it("a refusal is told and the draft stays", async () => {
    server({ "/api/rules": () => ({ status: 422, json: { error: { code: "invalid", message: "That can't be." } } }) });
    open();
    fireEvent.click(await screen.findByRole("button", { name: /^Make the rule:/ }));
    expect((await screen.findByRole("alert")).textContent).toContain("That can't be.");
    expect(screen.getByRole("checkbox", { name: /Fabric is jeans/ })).toHaveProperty("checked", true);
  });

  it("a lost connection is told", async () => {
    network({});
    open();
    expect((await screen.findByRole("alert")).textContent).toContain("Toile can't be reached");
  });
});

const card = (more: Partial<RuleCard> = {}): RuleCard => ({
  id: "r1",
  name: "Denim",
  says: "belongs",
  conditions: ["Fabric is jeans", "title says wide"],
  category: { id: 2, name: "Jeans" },
  mode: "fix",
  by: "Ana",
  at: "2026-01-01T10:00:00Z",
  undone: null,
  fixed: 42,
  standing: 42,
  flags: 12,
  isOwn: true,
  ...more,
});
const item = (rule: RuleCard, canUndo = true) =>
  render(
    <AppRouterContext value={router as never}>
      <ol>
        <RuleItem rule={rule} canUndo={canUndo} now={Date.parse("2026-01-01T10:05:00Z")} />
      </ol>
    </AppRouterContext>,
  );

describe("a rule in the list", () => {
  it("says what it is, what it did and who made it", () => {
    item(card());
    const row = within(screen.getByRole("listitem"));
    row.getByText("Fabric is jeans and title says wide: belongs in Jeans. Later imports are filed at once.");
    expect(row.queryByText(/^Denim: /)).toBeNull();
    row.getByText("42 products filed anew · 12 flags settled");
    expect(row.getByText(/Ana/)).toBeTruthy();
  });

  it("shows what it changed when that is wanted", async () => {
    network({
      "/api/rules/r1/changes": () => ({
        json: { changes: [{ product: garment("p1"), before: "Trousers", isStanding: true }], next: null },
      }),
    });
    const { container } = item(card());
    const details = container.querySelector("details")!;
    details.open = true;
    fireEvent(details, new Event("toggle"));
    await screen.findByText("Trousers → Jackets");
  });

  it("is undone by one button and the page is read anew", async () => {
    const calls = network({ "/api/rules/r1/undo": () => ({ json: {} }) });
    item(card());
    fireEvent.click(screen.getByRole("button", { name: "Undo the rule Denim" }));
    await waitFor(() => expect(router.refresh).toHaveBeenCalled());
    expect(calls.map(({ path }) => path)).toEqual(["/api/rules/r1/undo"]);
  });

  it("undone, or somebody else's, has no button", () => {
    item(card({ undone: { by: "Bo", at: "2026-01-01T10:04:00Z" }, standing: 0 }));
    expect(screen.queryByRole("button")).toBeNull();
    expect(screen.getByText(/undone by Bo/)).toBeTruthy();
  });

  it("of somebody else has no button", () => {
    item(card(), false);
    expect(screen.queryByRole("button")).toBeNull();
  });
});
