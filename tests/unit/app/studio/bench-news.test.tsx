import { fireEvent, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { BenchNews } from "@/app/(studio)/_bench/bench-news";
import { LearnedLine } from "@/app/(studio)/_bench/learned-line";
import type { Learned } from "@/lib/insights/schema";
import { network, onStage, setStage } from "./stage";

setStage();

const figure = (value: number) => ({ value, lower: value - 0.02, upper: value + 0.02, n: 300 });
const learned: Learned = {
  version: 13,
  at: "2026-01-01T10:00:00Z",
  answers: 1_240,
  own: 100,
  before: figure(0.64),
  after: figure(0.65),
};
const news = (offer: unknown, told: Learned | null) =>
  network({
    "/api/practice/offer": () => ({ json: { offer } }),
    "/api/training/learned": () => ({ json: { learned: told } }),
  });
const sentence = (change: Partial<Learned>) => {
  const { container, unmount } = onStage(<LearnedLine learned={{ ...learned, ...change }} />);
  const text = container.querySelector("p")?.textContent;
  unmount();
  return text;
};

describe("the news beside the work", () => {
  it("tells what a retrain learned, whose it was and what came of it", async () => {
    news(null, learned);
    onStage(<BenchNews version={13} />);
    await screen.findByText("v13 learned from 1,240 new answers, 100 of them yours; quality .64 → .65 (± .02)");
  });

  it("claims no more than was measured", () => {
    expect(sentence({ own: 0, before: null })).toBe("v13 learned from 1,240 new answers; quality .65 (± .02)");
    expect(sentence({ answers: 1, own: 1, after: null })).toBe("v13 learned from 1 new answer, one of them yours");
  });

  it("invites a beginner to practise, and not twice in a sitting", async () => {
    const calls = news({ done: 0, of: 20 }, null);
    const { unmount } = onStage(<BenchNews version={null} />);
    await screen.findByText(/20 pairs to practise on/);
    expect(screen.getByRole("link", { name: "Practise" }).getAttribute("href")).toBe("/pairs/practice");
    fireEvent.click(screen.getByRole("button", { name: "Not now" }));
    expect(screen.queryByText(/to practise on/)).toBeNull();
    unmount();
    onStage(<BenchNews version={null} />);
    await waitFor(() => expect(calls.filter(({ path }) => path === "/api/training/learned")).toHaveLength(2));
    expect(calls.filter(({ path }) => path === "/api/practice/offer")).toHaveLength(1);
  });

  it("reminds of a practice that was left half-way", async () => {
    news({ done: 8, of: 20 }, learned);
    onStage(<BenchNews version={13} />);
    await screen.findByText(/Practice: 8 of 20 done/);
    expect(screen.getByRole("link", { name: "Go on" })).toBeTruthy();
  });

  it("asks anew when another version ranks, and is silent when it can't be reached", async () => {
    const calls = news(null, null);
    const { rerender, container } = onStage(<BenchNews version={12} />);
    await waitFor(() => expect(calls).toHaveLength(2));
    rerender(<BenchNews version={13} />);
    await waitFor(() => expect(calls.filter(({ path }) => path === "/api/training/learned")).toHaveLength(2));
    network({});
    rerender(<BenchNews version={14} />);
    expect(container.querySelector("[role=alert]")).toBeNull();
  });
});
