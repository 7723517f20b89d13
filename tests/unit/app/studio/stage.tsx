import { cleanup, render } from "@testing-library/react";
import { AppRouterContext } from "next/dist/shared/lib/app-router-context.shared-runtime";
import type { ReactNode } from "react";
import { afterEach, beforeEach, vi } from "vitest";
import { OutboxProvider } from "@/app/_client/outbox-provider";
import { CommandCentre } from "@/app/_commands/centre";
import type { ProductCard } from "@/lib/catalogue/schema";
import type { FlagTask, PairTask } from "@/lib/queue/schema";

export const garment = (id: string, more: Partial<ProductCard> = {}): ProductCard => ({
  id,
  groupId: id,
  title: `Garment ${id}`,
  description: null,
  season: "Spring",
  price: { amount: "49.90", currency: "EUR" },
  stock: 12,
  category: { id: 1, name: "Jackets" },
  attributes: [{ name: "fabric", label: "Fabric", values: ["linen"], isCorrected: false }],
  photos: [{ sha256: id.padEnd(64, "0"), width: 300, height: 400 }],
  ...more,
});

export const pairTask = (index: number): PairTask => ({
  taskId: `task-${index}`,
  anchor: garment(`a${index}`),
  candidate: garment(`b${index}`),
  shownSwapped: false,
  leasedUntil: "2026-01-01T00:15:00Z",
  outfit: [],
});

const noEvidence = {
  reasons: [],
  neighbours: [],
  top: [],
  sameModel: [],
  givenExamples: [],
  proposedExamples: [],
};

type CategoryTask = Extract<FlagTask, { kind: "category" }>;
export const flagTask = (index: number): CategoryTask => ({
  taskId: `task-${index}`,
  flagId: `flag-${index}`,
  kind: "category",
  product: garment(`p${index}`),
  given: { id: 1, name: "Trousers" },
  proposed: { id: 2, name: "Leggings" },
  givenProbability: 0.1,
  proposedProbability: 0.81,
  evidence: {
    ...noEvidence,
    reasons: ["classifier 81 %"],
    neighbours: [
      { product: garment("n1", { category: { id: 2, name: "Leggings" } }), cosine: 0.91 },
      { product: garment("n2", { category: { id: 1, name: "Trousers" } }), cosine: 0.9 },
    ],
    top: [{ category: { id: 2, name: "Leggings" }, probability: 0.81 }],
    givenExamples: [garment("g1")],
    proposedExamples: [garment("g2")],
  },
  leasedUntil: "2026-01-01T00:15:00Z",
});

/** One flag of each other kind. */
export function otherFlagTask(kind: Exclude<FlagTask["kind"], "category">, index = 0): FlagTask {
  const common = {
    taskId: `task-${index}`,
    flagId: `flag-${index}`,
    product: garment(`p${index}`),
    evidence: noEvidence,
    leasedUntil: "2026-01-01T00:15:00Z",
  };
  switch (kind) {
    case "blind":
      return { ...common, kind, given: { id: 1, name: "Trousers" } };
    case "attribute":
      return {
        ...common,
        kind,
        attribute: { name: "fabric", label: "Fabric" },
        given: [],
        proposed: ["linen"],
        givenProbability: 0,
        proposedProbability: 0.93,
      };
    case "photo":
      return { ...common, kind, fault: "shared", others: [garment("o1")] };
    case "duplicate":
      return { ...common, kind, other: garment("o1", { price: { amount: "59.90", currency: "EUR" } }) };
    case "report":
      return { ...common, kind, other: garment("o1"), note: "Shows the back", reportedAt: "2026-01-01T00:00:00Z" };
  }
}

export type Call = { path: string; body: Record<string, unknown> };
type Reply = (body: Record<string, unknown>) => { status?: number; json: unknown };

/** The network's other end: answers by path and remembers what it was asked. A path without a reply is unreachable. */
export function network(replies: Record<string, Reply>): Call[] {
  const calls: Call[] = [];
  vi.stubGlobal("fetch", async (address: string, init?: RequestInit) => {
    const path = address.split("?")[0] ?? "";
    const body = init?.body ? JSON.parse(String(init.body)) : {};
    calls.push({ path, body });
    const reply = replies[path];
    if (!reply) throw new TypeError("fetch failed");
    const { status = 200, json } = reply(body);
    return new Response(JSON.stringify(json), { status });
  });
  return calls;
}

export const router = {
  push: vi.fn(),
  refresh: vi.fn(),
  replace: vi.fn(),
  prefetch: vi.fn(),
  back: vi.fn(),
  forward: vi.fn(),
};

/** Draws a screen inside what the studio's frame gives it: keyboard, outbox, router. */
export function onStage(screen: ReactNode) {
  const frame = { go: () => {}, mayOpen: () => true, changeTheme: () => {}, signOut: () => {} };
  return render(
    <AppRouterContext value={router as never}>
      <OutboxProvider userId="u1">
        <CommandCentre frame={frame} preferences={{ keys: {}, areSingleKeysOn: true }}>
          {screen}
        </CommandCentre>
      </OutboxProvider>
    </AppRouterContext>,
  );
}

class SilentEvents {
  onmessage = null;
  close() {}
}

/** What jsdom lacks of a browser: modal dialogs, and event streams, on which nothing comes. To be called once in a test file. */
export function setStage() {
  beforeEach(() => {
    for (const move of Object.values(router)) move.mockReset();
    vi.stubGlobal("EventSource", SilentEvents);
    HTMLDialogElement.prototype.showModal = function showModal() {
      this.open = true;
    };
    HTMLDialogElement.prototype.close = function close() {
      this.open = false;
    };
  });
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
    sessionStorage.clear();
    localStorage.clear();
  });
}
