import { type CardRow, toCard } from "../catalogue/product-card";
import type { CatalogueColumns } from "../catalogue/schema";
import { flagCards } from "../flags/data";
import type { TakenFlag, TakenOfSet, TakenPair } from "./leases/sql";
import { openFlagRows, openPairRows } from "./pool/sql";
import { anchorOf, isShownSwapped } from "./rules";
import type { FlagTask, Head, OpenFlag, OpenPair, PairSet, PairTask, RankedBy } from "./schema";
import { rankedByRow } from "./sql";

const none: CatalogueColumns = { attributes: [], taxonomy: [] };

/** What stylists see of leased pairs, in the order given. The side each garment stands on follows from the task's id. */
export function pairTasksOf(taken: readonly TakenPair[], columns: CatalogueColumns | null): PairTask[] {
  const card = (row: CardRow) => toCard(row, columns ?? none);
  return taken.map((task) => {
    const shownSwapped = isShownSwapped(task.id);
    const [anchor, candidate] = shownSwapped ? [task.b, task.a] : [task.a, task.b];
    return {
      taskId: task.id,
      anchor: card(anchor),
      candidate: card(candidate),
      shownSwapped,
      leasedUntil: new Date(task.leasedUntil).toISOString(),
      outfit: task.outfit.map(card),
    };
  });
}

/** What stylists see of leased sets, in the order given: the garment that all pairs of a set share is its anchor. */
export function pairSetsOf(taken: readonly TakenOfSet[], columns: CatalogueColumns | null): PairSet[] {
  const card = (row: CardRow) => toCard(row, columns ?? none);
  return [...new Set(taken.map((task) => task.setId))].map((setId) => {
    const tasks = taken.filter((task) => task.setId === setId);
    const anchorId = anchorOf(tasks.map((task) => ({ taskId: task.id, productIds: [task.a.id, task.b.id] as const })));
    const candidates = tasks.map((task) => {
      const shownSwapped = task.b.id === anchorId;
      return { taskId: task.id, product: card(shownSwapped ? task.a : task.b), shownSwapped };
    });
    const [{ a, b, leasedUntil }] = tasks as [TakenOfSet];
    const anchor = card(a.id === anchorId ? a : b);
    return { setId, anchor, candidates, leasedUntil: new Date(leasedUntil).toISOString() };
  });
}

/** What reviewers see of leased flags, in the order given. */
export async function flagTasksOf(taken: readonly TakenFlag[]): Promise<FlagTask[]> {
  const cards = await flagCards(taken.map((task) => task.flagId));
  return taken.map((task) => {
    const card = cards.get(task.flagId);
    if (!card) throw new Error(`task ${task.id} has no flag`);
    return { ...card, taskId: task.id, leasedUntil: new Date(task.leasedUntil).toISOString() };
  });
}

/** Which version ranked the head's queue, and when; null before the first ranking. */
export const rankedBy = (head: Head): Promise<RankedBy | null> => rankedByRow(head);

/** Every open task of the head, for a ranker: what someone holds included, what was done or withdrawn not. */
export async function openTasks(head: "compatibility"): Promise<OpenPair[]>;
export async function openTasks(head: "category"): Promise<OpenFlag[]>;
export async function openTasks(head: Head): Promise<OpenPair[] | OpenFlag[]> {
  return head === "compatibility" ? openPairRows() : openFlagRows();
}
