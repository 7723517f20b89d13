import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { MineScreen } from "@/app/(studio)/pairs/mine/mine-screen";
import type { MyLabel } from "@/lib/labels/schema";
import { garment, network, onStage, setStage } from "./stage";

setStage();

const label = (index: number, more: Partial<MyLabel> = {}): MyLabel => ({
  id: `label-${index}`,
  taskId: `task-${index}`,
  verdict: "fits",
  savedAt: new Date().toISOString(),
  undoneAt: null,
  isLate: false,
  estimate: null,
  uncertainty: null,
  reason: null,
  note: null,
  setId: null,
  anchor: garment(`a${index}`),
  candidate: garment(`b${index}`),
  revisable: true,
  ...more,
});

const answersOf = (labels: MyLabel[], next: string | null = null) => ({
  "/api/labels/mine": () => ({ json: { labels, next } }),
  "/api/labels/revise": () => ({ json: {} }),
});
const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key });
const rows = () => within(screen.getByRole("list", { name: "My answers" })).getAllByRole("listitem");

describe("My answers", () => {
  it("holds the place of the list while it loads", () => {
    network({});
    onStage(<MineScreen />);
    expect(screen.getByRole("status", { name: "Loading your answers" })).toBeTruthy();
  });

  it("leads to Pairs while there is nothing", async () => {
    network(answersOf([]));
    onStage(<MineScreen />);
    await screen.findByRole("heading", { name: "No answers yet" });
    expect(screen.getByRole("link", { name: "Go to Pairs" })).toBeTruthy();
  });

  it("offers to try again when the list can't be reached", async () => {
    network({});
    onStage(<MineScreen />);
    await screen.findByRole("heading", { name: "The list can't be reached" });
    network(answersOf([label(0)]));
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    await screen.findByText("Garment a0");
  });

  it("tells verdict, reason and note, and what came from a set or late", async () => {
    network(
      answersOf([
        label(0, { verdict: "clashes", reason: "fabric", note: "Too stiff.", isLate: true }),
        label(1, { verdict: "notChosen", setId: "s" }),
        label(2, { revisable: false }),
      ]),
    );
    onStage(<MineScreen />);
    await screen.findByText("Garment a0");
    const [first, second, third] = rows();
    expect(first?.textContent).toMatch(/Clashes/);
    expect(first?.textContent).toMatch(/Fabric · kept as a second opinion/);
    expect(first?.textContent).toMatch(/Too stiff\./);
    expect(second?.textContent).toMatch(/in a set.*Left out/);
    expect(within(third!).getByRole("button").getAttribute("aria-disabled")).toBe("true");
  });

  it("asks for words and verdict, and says when nothing is like that", async () => {
    const asked: string[] = [];
    network(answersOf([label(0)]));
    const real = globalThis.fetch;
    globalThis.fetch = (address, init) => {
      asked.push(String(address));
      return real(address, init);
    };
    onStage(<MineScreen />);
    await screen.findByText("Garment a0");
    fireEvent.change(screen.getByRole("searchbox"), { target: { value: "boots" } });
    fireEvent.click(screen.getByRole("radio", { name: "Clashes" }));
    await waitFor(() => expect(asked.at(-1)).toBe("/api/labels/mine?q=boots&verdict=clashes"));
  });

  it("adds the older ones below", async () => {
    network({
      "/api/labels/mine": () => ({ json: { labels: [label(1)], next: null } }),
    });
    const second = globalThis.fetch;
    network(answersOf([label(0)], "label-0"));
    const first = globalThis.fetch;
    globalThis.fetch = (address, init) => (String(address).includes("before=label-0") ? second : first)(address, init);
    onStage(<MineScreen />);
    fireEvent.click(await screen.findByRole("button", { name: /Show older answers/ }));
    await screen.findByText("Garment a1");
    expect(rows()).toHaveLength(2);
    expect(screen.queryByRole("button", { name: /Show older answers/ })).toBeNull();
  });

  it("revises by key alone, shows it at once and posts it under a new id", async () => {
    const calls = network(answersOf([label(0), label(1)]));
    onStage(<MineScreen />);
    await screen.findByText("Garment a0");
    // Keys hold once the screen has told the registry so.
    await waitFor(() => {
      press("j");
      expect(rows()[1]?.contains(document.activeElement)).toBe(true);
    });
    press("c");
    const dialog = await screen.findByRole("dialog");
    expect((within(dialog).getByRole("radio", { name: "Clashes" }) as HTMLInputElement).checked).toBe(true);
    fireEvent.click(within(dialog).getByRole("radio", { name: "Season" }));
    fireEvent.click(within(dialog).getByRole("button", { name: "Save" }));
    expect(rows()[1]?.textContent).toMatch(/Season.*Clashes/);
    await waitFor(() => expect(calls.find(({ path }) => path === "/api/labels/revise")).toBeTruthy());
    const body = calls.find(({ path }) => path === "/api/labels/revise")?.body;
    expect(body).toMatchObject({ labelId: "label-1", verdict: "clashes", reason: "season" });
    expect(body?.id).not.toBe("label-1");
    expect(screen.getByText("Revised: Clashes.")).toBeTruthy();
  });

  it("says why a revision could not be taken, and shows how things stand", async () => {
    const error = { error: { code: "not-found", message: "That is not here any more." } };
    network({ ...answersOf([label(0)]), "/api/labels/revise": () => ({ status: 404, json: error }) });
    onStage(<MineScreen />);
    await screen.findByText("Garment a0");
    press("n");
    fireEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Save" }));
    await screen.findByText("That is not here any more.");
    await waitFor(() => expect(rows()[0]?.textContent).toMatch(/Fits/));
  });
});
