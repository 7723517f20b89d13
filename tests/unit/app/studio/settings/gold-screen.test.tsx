import { fireEvent, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { GoldScreen } from "@/app/(studio)/settings/practice/gold-screen";
import { moved } from "@/app/(studio)/settings/practice/order";
import type { GoldCard } from "@/lib/labels/gold/schema";
import { garment, network, onStage, setStage } from "../stage";

setStage();

const gold = (index: number, practiceAt: number | null): GoldCard => ({
  pairId: `pair-${index}`,
  anchor: garment(`a${index}`),
  candidate: garment(`b${index}`),
  verdict: "clashes",
  reason: "colour",
  explanation: `Rule ${index}.`,
  practiceAt,
  by: "Mara",
  answered: index,
  asAgreed: 1,
});
const names = () => screen.getAllByRole("listitem").map((item) => item.getAttribute("aria-label"));
const nameOf = (index: number) => `Garment a${index} with Garment b${index}`;

describe("practice and gold", () => {
  it("says where gold comes from when there is none", () => {
    onStage(<GoldScreen gold={[]} />);
    expect(screen.getByRole("link", { name: "Go to disagreements" })).toBeTruthy();
  });

  it("shows practice in its order, then what only checks, with how people did", () => {
    onStage(<GoldScreen gold={[gold(1, 0), gold(2, 1), gold(3, null)]} />);
    expect(screen.getByRole("heading", { name: "Practice, 2 of 20" })).toBeTruthy();
    expect(screen.getByRole("heading", { name: "Checking only" })).toBeTruthy();
    expect(screen.getByText("1 answer of 3 as agreed")).toBeTruthy();
  });

  it("moves a pair at once and stores the order", async () => {
    const calls = network({ "/api/practice/order": () => ({ json: {} }) });
    onStage(<GoldScreen gold={[gold(1, 0), gold(2, 1)]} />);
    fireEvent.click(screen.getByRole("button", { name: `Move ${nameOf(2)} up` }));
    expect(names()).toEqual([nameOf(2), nameOf(1)]);
    await waitFor(() => expect(calls[0]?.body).toEqual({ pairIds: ["pair-2", "pair-1"] }));
  });

  it("takes a pair in and out of practice, and retires it", async () => {
    const calls = network({ "/api/practice/order": () => ({ json: {} }), "/api/gold/retire": () => ({ json: {} }) });
    onStage(<GoldScreen gold={[gold(1, 0), gold(3, null)]} />);
    fireEvent.click(screen.getByRole("button", { name: `Into practice: ${nameOf(3)}` }));
    await waitFor(() => expect(calls.at(-1)?.body).toEqual({ pairIds: ["pair-1", "pair-3"] }));
    fireEvent.click(screen.getByRole("button", { name: `Retire ${nameOf(1)}` }));
    await waitFor(() => expect(calls.at(-1)).toEqual({ path: "/api/gold/retire", body: { pairId: "pair-1" } }));
    expect(names()).toEqual([nameOf(3)]);
  });

  it("takes a refused change back and says why", async () => {
    network({});
    onStage(<GoldScreen gold={[gold(1, 0), gold(2, 1)]} />);
    fireEvent.click(screen.getByRole("button", { name: `Move ${nameOf(1)} down` }));
    await screen.findByRole("alert");
    expect(names()).toEqual([nameOf(1), nameOf(2)]);
  });
});

describe("moving in a list", () => {
  it("keeps everyone else in order", () => {
    expect(moved(["a", "b", "c", "d"], 3, -2)).toEqual(["a", "d", "b", "c"]);
    expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
  });

  it("refuses to leave the list", () => {
    expect(() => moved(["a"], 0, 1)).toThrow(RangeError);
    expect(() => moved(["a"], 1, -1)).toThrow(RangeError);
  });
});
