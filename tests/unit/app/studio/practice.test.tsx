import { fireEvent, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { PracticeScreen } from "@/app/(studio)/pairs/practice/practice-screen";
import type { Explained, PracticeStep } from "@/lib/labels/practice/schema";
import { garment, network, onStage, setStage } from "./stage";

setStage();

const step = (index: number, answer: Explained | null = null): PracticeStep => ({
  pairId: `pair-${index}`,
  anchor: garment(`a${index}`),
  candidate: garment(`b${index}`),
  answer,
});
const told = (given: Explained["given"]): Explained => ({
  given,
  agreed: "clashes",
  reason: "colour",
  explanation: "Black keeps to itself.",
});
const press = (key: string) => fireEvent.keyDown(document.body, { key });
const show = (...steps: PracticeStep[]) => onStage(<PracticeScreen state={{ steps, finishedAt: null }} />);

describe("Practice", () => {
  it("says where to go when there is nothing to practise", () => {
    show();
    expect(screen.getByRole("heading", { name: "No practice pairs yet" })).toBeTruthy();
    expect(screen.getByRole("link", { name: "Go to Pairs" }).getAttribute("href")).toBe("/pairs");
  });

  it("shows a pair without its answer, takes one by key, and tells what the house says and why", async () => {
    const calls = network({ "/api/practice": () => ({ json: told("fits") }) });
    show(step(0), step(1));
    expect(screen.getByRole("img", { name: "Garment a0, Jackets" })).toBeTruthy();
    expect(document.body.textContent).not.toMatch(/Black keeps/);
    press("f");
    await screen.findByText("Black keeps to itself.");
    expect(screen.getByText(/The house sees it otherwise/)).toBeTruthy();
    expect(calls.map(({ body }) => body)).toEqual([{ pairId: "pair-0", verdict: "fits" }]);
    press("c");
    expect(calls, "the first answer counts").toHaveLength(1);
  });

  it("goes on by Enter, and says when one agrees", async () => {
    network({ "/api/practice": () => ({ json: told("clashes") }) });
    show(step(0), step(1));
    press("c");
    await screen.findByText(/You agree with the house/);
    await waitFor(() => {
      press("Enter");
      screen.getByRole("img", { name: "Garment a1, Jackets" });
    });
    expect(screen.getByText("2 of 2")).toBeTruthy();
  });

  it("is taken up where it was left", () => {
    show(step(0, told("fits")), step(1), step(2));
    expect(screen.getByRole("img", { name: "Garment a1, Jackets" })).toBeTruthy();
    expect(screen.getByRole("link", { name: /Leave; it waits/ }).getAttribute("href")).toBe("/pairs");
  });

  it("keeps the pair and says so when the answer can't be sent", async () => {
    network({});
    show(step(0));
    press("n");
    await screen.findByRole("alert");
    expect(screen.getByRole("img", { name: "Garment a0, Jackets" })).toBeTruthy();
    network({ "/api/practice": () => ({ json: told("unsure") }) });
    await waitFor(() => {
      press("n");
      screen.getByText(/The house is surer here/);
    });
    await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  });

  it("ends with how one agreed, and the pairs to look at once more", () => {
    show(step(0, told("clashes")), step(1, told("fits")));
    expect(screen.getByRole("heading", { name: "You agreed with the house on 1 of 2" })).toBeTruthy();
    expect(screen.getByText("Garment a1 with Garment b1")).toBeTruthy();
    expect(screen.queryByText("Garment a0 with Garment b0")).toBeNull();
    expect(screen.getByText("The house: clashes. You: fits.")).toBeTruthy();
  });
});
