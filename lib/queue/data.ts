import { productCards } from "../catalogue/data";
import type { ProductCard } from "../catalogue/schema";
import { flagCards } from "../flags/data";
import { openFlagRows, openPairRows } from "./pool/sql";
import { isShownSwapped } from "./rules";
import type { FlagTask, Head, OpenFlag, OpenPair, PairTask, RankedBy } from "./schema";
import { rankedByRow, type TakenTask } from "./sql";

/** What stylists see of leased pairs, in the order given. The side each garment stands on follows from the task's id. */
export async function pairTasksOf(taken: readonly TakenTask[]): Promise<PairTask[]> {
  const cards = await productCards(
    taken.flatMap((task) => [task.productAId, task.productBId]).filter((id) => id !== null),
  );
  return taken.map((task) => {
    const a = cardOf(cards, task.productAId);
    const b = cardOf(cards, task.productBId);
    const shownSwapped = isShownSwapped(task.id);
    const [anchor, candidate] = shownSwapped ? [b, a] : [a, b];
    return {
      taskId: task.id,
      anchor,
      candidate,
      shownSwapped,
      outfit: [],
      leasedUntil: task.leasedUntil.toISOString(),
    };
  });
}

/** What reviewers see of leased flags, in the order given. */
export async function flagTasksOf(taken: readonly TakenTask[]): Promise<FlagTask[]> {
  const cards = await flagCards(taken.flatMap((task) => task.flagId ?? []));
  return taken.map((task) => {
    const card = cards.get(task.flagId ?? "");
    if (!card) throw new Error(`task ${task.id} has no flag`);
    return { ...card, taskId: task.id, leasedUntil: task.leasedUntil.toISOString() };
  });
}

function cardOf(cards: Map<string, ProductCard>, id: string | null): ProductCard {
  const card = cards.get(id ?? "");
  if (!card) throw new Error(`product ${id} is in the queue but has no card`);
  return card;
}

/** Which version ranked the head's queue, and when; null before the first ranking. */
export const rankedBy = (head: Head): Promise<RankedBy | null> => rankedByRow(head);

/** Every open task of the head, for a ranker: what someone holds included, what was done or withdrawn not. */
export async function openTasks(head: "compatibility"): Promise<OpenPair[]>;
export async function openTasks(head: "category"): Promise<OpenFlag[]>;
export async function openTasks(head: Head): Promise<OpenPair[] | OpenFlag[]> {
  return head === "compatibility" ? openPairRows() : openFlagRows();
}
