import { fireEvent, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { PairsScreen } from "@/app/(studio)/pairs/pairs-screen";
import { type Call, garment, network, onStage, pairTask, setStage } from "./stage";

setStage();

const recent = { "/api/labels/recent": () => ({ json: { today: 3, labels: [] } }) };
const released = { "/api/queue/release": () => ({ json: {} }) };

/** A queue of pairs over the network that closes what is answered. */
function queueOf(size: number, version: number | null = 12) {
  const open = Array.from({ length: size }, (_, index) => pairTask(index));
  const close = ({ taskId }: Record<string, unknown>) => {
    open.splice(0, open.length, ...open.filter((task) => task.taskId !== taskId));
    return { json: {} };
  };
  const rankedBy = version === null ? null : { version, at: new Date(Date.now() - 240_000).toISOString() };
  return network({
    ...recent,
    ...released,
    "/api/queue/pairs/lease": ({ count }) => ({
      json: { tasks: open.slice(0, Number(count)), rankedBy, open: open.length },
    }),
    "/api/labels/pairs": close,
    "/api/queue/skip": close,
    "/api/labels/undo": () => ({ json: {} }),
  });
}

const answers = (calls: Call[]) => calls.filter(({ path }) => path === "/api/labels/pairs").map(({ body }) => body);
const ready = () => waitFor(() => expect(document.querySelector("[data-ready]")).not.toBeNull());
const press = (key: string) => fireEvent.keyDown(document.body, { key });

describe("Pairs", () => {
  it("holds the place of the pair while it loads", () => {
    network({ ...recent, ...released });
    onStage(<PairsScreen canTrain={false} />);
    expect(screen.getByRole("status", { name: "Loading the next pair" })).toBeTruthy();
  });

  it("says what to do next when there are no pairs", async () => {
    queueOf(0);
    onStage(<PairsScreen canTrain={false} />);
    await screen.findByRole("heading", { name: "No pairs yet" });
    expect(screen.getByText(/A manager brings both in/)).toBeTruthy();
    expect(screen.queryByRole("link", { name: "Go to Training" })).toBeNull();
  });

  it("keeps what was answered and offers to try again when the queue can't be reached", async () => {
    network({ ...recent, ...released });
    onStage(<PairsScreen canTrain={false} />);
    await screen.findByRole("heading", { name: "The queue can't be reached" });
    expect(screen.getByText(/kept on this device/)).toBeTruthy();
    queueOf(3);
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    await screen.findByRole("heading", { name: "Do these go together?" });
  });

  it("asks to sign in again when the session has ended", async () => {
    const error = { error: { code: "sign-in", message: "You are signed out." } };
    network({ ...recent, ...released, "/api/queue/pairs/lease": () => ({ status: 401, json: error }) });
    onStage(<PairsScreen canTrain={false} />);
    expect((await screen.findByRole("link", { name: "Sign in again" })).getAttribute("href")).toBe("/sign-in");
  });

  it("shows both garments, what ranked them, and no score", async () => {
    queueOf(3);
    onStage(<PairsScreen canTrain={false} />);
    await screen.findByRole("img", { name: "Garment a0, Jackets" });
    expect(screen.getByRole("img", { name: "Garment b0, Jackets" })).toBeTruthy();
    expect(screen.getByText(/ranked by v12/)).toBeTruthy();
    expect(document.body.textContent).not.toMatch(/%|score|uniform/);
  });

  it("says that the order is random while there is no model", async () => {
    queueOf(3, null);
    onStage(<PairsScreen canTrain={false} />);
    await screen.findByText("no model yet: random order");
  });

  it("takes an answer by key, shows the next pair at once and says that it is saved", async () => {
    const calls = queueOf(5);
    onStage(<PairsScreen canTrain={false} />);
    await ready();
    press("f");
    await screen.findByRole("img", { name: "Garment a1, Jackets" });
    expect(screen.getByText("Fits. Saved. U to undo.")).toBeTruthy();
    await waitFor(() => expect(answers(calls)).toHaveLength(1));
    expect(answers(calls)[0]).toMatchObject({ taskId: "task-0", verdict: "fits", shownSwapped: false });
  });

  it("counts a held-down key once", async () => {
    const calls = queueOf(5);
    onStage(<PairsScreen canTrain={false} />);
    await ready();
    press("f");
    for (let index = 0; index < 5; index++) fireEvent.keyDown(document.body, { key: "f", repeat: true });
    await waitFor(() => expect(answers(calls)).toHaveLength(1));
  });

  it("asks why after a clash without holding up the next pair", async () => {
    const calls = queueOf(5);
    onStage(<PairsScreen canTrain={false} />);
    await ready();
    press("c");
    await screen.findByText("Clashes. Why?");
    expect(screen.getByRole("img", { name: "Garment a1, Jackets" })).toBeTruthy();
    press("1");
    await waitFor(() => expect(answers(calls)).toHaveLength(1));
    expect(answers(calls)[0]).toMatchObject({ verdict: "clashes", reason: "colour" });
    expect(screen.queryByText("Clashes. Why?")).toBeNull();
  });

  it("brings the pair back on undo", async () => {
    queueOf(5);
    onStage(<PairsScreen canTrain={false} />);
    await ready();
    press("f");
    await screen.findByRole("img", { name: "Garment a1, Jackets" });
    press("u");
    await screen.findByRole("img", { name: "Garment a0, Jackets" });
  });

  it("sends a note that was written before the answer along with it", async () => {
    const calls = queueOf(5);
    onStage(<PairsScreen canTrain={false} />);
    await ready();
    press("a");
    fireEvent.change(await screen.findByRole("textbox", { name: "Note" }), { target: { value: "Hem too long." } });
    expect(screen.getByText("13 of 2,000")).toBeTruthy();
    fireEvent.keyDown(screen.getByRole("textbox", { name: "Note" }), { key: "Enter", ctrlKey: true });
    expect(screen.queryByRole("textbox", { name: "Note" })).toBeNull();
    press("f");
    await waitFor(() => expect(answers(calls)).toHaveLength(1));
    expect(answers(calls)[0]).toMatchObject({ verdict: "fits", note: "Hem too long." });
    expect(screen.getByRole("button", { name: /^Note/ }).textContent).toBe("NoteA");
  });

  it("adds a note to the last answer while it waits for its reason, and sends both in one", async () => {
    const calls = queueOf(5);
    onStage(<PairsScreen canTrain={false} />);
    await ready();
    press("c");
    await screen.findByText("Clashes. Why?");
    press("a");
    await screen.findByRole("heading", { name: "Note on your last answer" });
    fireEvent.change(screen.getByRole("textbox", { name: "Note" }), { target: { value: "Two checks." } });
    fireEvent.keyDown(screen.getByRole("textbox", { name: "Note" }), { key: "Escape" });
    expect(answers(calls)).toHaveLength(0);
    press("5");
    await waitFor(() => expect(answers(calls)).toHaveLength(1));
    expect(answers(calls)[0]).toMatchObject({ verdict: "clashes", reason: "style", note: "Two checks." });
  });

  it("shows the rest of the outfit in small where there is one", async () => {
    const worn = { ...pairTask(0), outfit: [garment("o1"), garment("o2")] };
    network({
      ...recent,
      ...released,
      "/api/queue/pairs/lease": () => ({ json: { tasks: [worn], rankedBy: null, open: 1 } }),
    });
    onStage(<PairsScreen canTrain={false} />);
    const outfit = await screen.findByRole("list", { name: "The rest of the outfit" });
    expect(outfit.querySelectorAll("img")).toHaveLength(2);
  });

  it("opens the details of both garments by key", async () => {
    queueOf(2);
    onStage(<PairsScreen canTrain={false} />);
    await ready();
    press("d");
    expect(await screen.findAllByText("€49.90")).toHaveLength(2);
  });

  it("counts a garment without a photo as seen, and says so", async () => {
    const bare = pairTask(0);
    bare.anchor.photos = [];
    network({
      ...recent,
      ...released,
      "/api/queue/pairs/lease": () => ({ json: { tasks: [bare], rankedBy: null, open: 1 } }),
    });
    onStage(<PairsScreen canTrain={false} />);
    await screen.findByText(/No photo of Garment a0/);
    await ready();
  });
});
