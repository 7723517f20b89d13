import { inTx, type Tx } from "../db";
import { claimTasks } from "../queue/claim-tasks";
import { fail, ok, type Result } from "../result";
import type { Allowed } from "../users/allow";
import { storeAnswer, toSaved } from "./internal";
import type { GroupJudgement, LeftFlag, SavedGroup } from "./schema";
import { settleByAnswer } from "./settle-by-answer";
import { savedFields } from "./sql";

type By = Allowed<"judge-flags">;

/** Settles many flags with one verdict: each is one label and at most one audited change of the catalogue, all in one
 *  transaction, and undone as one. What someone else holds, what was closed meanwhile and what this person has judged
 *  before is left and named. Safe to repeat: the same batch answers as it did the first time. "id-reused": one of the ids
 *  was used for another answer, and nothing is changed. */
export function settleGroup(by: By, group: GroupJudgement): Promise<Result<SavedGroup, "id-reused" | "invalid">> {
  return inTx(
    async (tx) => {
      const taskIds = group.answers.map(({ taskId }) => taskId);
      const claims = await claimTasks(tx, { head: "category", taskIds, userId: by.userId });
      // The tasks' rows are held now: a twin of this request has stored all of it or nothing.
      const earlier = await replay(tx, by, group);
      if (earlier) return earlier;
      const saved: SavedGroup = { id: group.id, labels: [], left: [] };
      const states = new Map(claims.map(({ taskId, state }) => [taskId, state]));
      // In one order for everyone, so that two groups never wait for each other's products.
      for (const answer of group.answers.toSorted((a, b) => (a.taskId < b.taskId ? -1 : 1))) {
        const state = states.get(answer.taskId)!;
        if (state !== "free") saved.left.push({ taskId: answer.taskId, because: state });
        else {
          const one = await settleOne(tx, by, group, answer);
          if (!one.ok) return one;
          if (one.value) saved.labels.push(one.value);
          else saved.left.push({ taskId: answer.taskId, because: "judged" });
        }
      }
      return ok(saved);
    },
    { timeoutMs: 60_000 },
  );
}

async function settleOne(tx: Tx, by: By, group: GroupJudgement, { id, taskId }: GroupJudgement["answers"][number]) {
  const stored = await storeAnswer(tx, by.userId, "category", {
    id,
    taskId,
    verdict: group.verdict,
    reason: null,
    note: null,
    chosenCategoryId: null,
    batchId: group.id,
    shownSwapped: false,
    // Each flag's share of the look at the page.
    elapsedMs: Math.round(group.elapsedMs / group.answers.length),
  });
  if (!stored.ok) return stored.code === "already-judged" ? ok(null) : fail("id-reused");
  const { label, flagId } = stored.value;
  if (flagId) {
    const decision = { flagId, labelId: id, verdict: group.verdict, categoryId: null, values: null };
    const settled = await settleByAnswer(tx, by, decision);
    if (!settled.ok) return settled;
  }
  return ok(label);
}

/** What was stored under this batch before; null the first time. */
async function replay(
  tx: Tx,
  by: By,
  { id, answers }: GroupJudgement,
): Promise<Result<SavedGroup, "id-reused"> | null> {
  const stored = await tx.label.findMany({ where: { batchId: id }, select: savedFields, orderBy: { taskId: "asc" } });
  if (stored.length === 0) return null;
  const asked = new Map(answers.map((answer) => [answer.id, answer.taskId]));
  if (stored.some((row) => row.userId !== by.userId || asked.get(row.id) !== row.taskId)) return fail("id-reused");
  const done = new Set(stored.map(({ taskId }) => taskId));
  const left = answers.filter(({ taskId }) => !done.has(taskId));
  return ok({
    id,
    labels: stored.map(toSaved),
    left: left.map(({ taskId }): LeftFlag => ({ taskId, because: "closed" })),
  });
}
