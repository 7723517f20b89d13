import { inTx } from "../../db";
import type { AsSystem } from "../../users/allow";
import { queuePlan } from "../data";
import type { QueuePlan } from "../schema";
import { checkId, checksOf, type DrawnCheck, repeatId } from "./rules";
import {
  type FirstLookRow,
  firstLooks,
  holdDraw,
  insertCheck,
  insertGold,
  placeChecks,
  planChangedAt,
  withdrawPointless,
} from "./sql";

/** How many first looks are read at a time. */
const batchSize = 2_000;
const hourMs = 3_600_000;
/** A worker that was away looks so far back; answers from before that bring no check any more. */
const lookBackMs = 24 * hourMs;

/** One round of the queue plan. Draws repeats, second opinions and gold tasks for the first looks since `since`,
 *  withdraws the ones that lost their reason, and places what is due near the front of the live ranking. What is drawn
 *  follows from the label's id alone, so rounds may overlap, run at once or be repeated. Answers how many tasks came, and
 *  the time up to which it has looked: the next round's `since`. */
export async function drawChecks(
  _by: AsSystem,
  { since }: { since: Date | null },
): Promise<{ drawn: number; until: Date }> {
  const plan = await queuePlan();
  const from = await startOf(since);
  let [drawn, until] = [0, from];
  let looks = await firstLooks(from, batchSize);
  for (let last = looks.at(-1); last; last = looks.at(-1)) {
    drawn += await drawFor(looks, plan);
    until = last.at;
    looks = looks.length < batchSize ? [] : await firstLooks(last, batchSize);
  }
  await withdrawPointless();
  await inTx(placeChecks);
  return { drawn, until };
}

/** Before the first round of a process: a day ago, but not before the plan was last changed, so that a raised share does
 *  not draw from the past. */
async function startOf(since: Date | null): Promise<Date> {
  if (since) return since;
  const changedAt = await planChangedAt();
  return new Date(Math.max(Date.now() - lookBackMs, changedAt?.getTime() ?? 0));
}

async function drawFor(looks: FirstLookRow[], plan: QueuePlan): Promise<number> {
  const checks = looks.flatMap((look) => checksOf(look, plan).map((check) => ({ look, check })));
  if (checks.length === 0) return 0;
  return inTx(async (tx) => {
    await holdDraw(tx);
    let drawn = 0;
    for (const { look, check } of checks) {
      drawn +=
        check.kind === "gold"
          ? await insertGold(tx, {
              id: checkId(look.labelId, "gold"),
              userId: look.userId,
              propensity: check.propensity,
            })
          : await insertCheck(tx, taskOf(look, check, plan));
    }
    return drawn;
  });
}

function taskOf(look: FirstLookRow, { kind, nth, slice, propensity }: DrawnCheck, plan: QueuePlan) {
  const { labelId, pairId } = look;
  if (kind !== "repeat")
    return {
      id: checkId(labelId, kind, nth),
      nth,
      pairId,
      occasion: 0 as const,
      slice,
      propensity,
      forUserId: null,
      notBefore: null,
    };
  return {
    id: repeatId(labelId, look.shownSwapped),
    nth,
    pairId,
    occasion: 1 as const,
    slice,
    propensity,
    forUserId: look.userId,
    notBefore: new Date(look.at.getTime() + plan.repeatAfterHours * hourMs),
  };
}
