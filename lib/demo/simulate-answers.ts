import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { v4 as uuid } from "uuid";
import { z } from "zod";
import { type Garment, makeHouse } from "@/prisma/demo/house";
import { type Random, seeded } from "@/prisma/demo/random";
import { answerFlag, answerPair } from "@/prisma/demo/stylist";
import { categoryTree } from "../catalogue/data";
import { db } from "../db";
import { recordFlagJudgement } from "../labels/record-flag-judgement";
import { recordPairJudgement } from "../labels/record-pair-judgement";
import { leaseFlags, leasePairs } from "../queue/lease";
import { releaseTasks } from "../queue/release-tasks";
import type { FlagTask, PairTask } from "../queue/schema";
import { skipTask } from "../queue/skip-task";
import { fail, ok, type Result } from "../result";
import { type Allowed, allow } from "../users/allow";
import type { Capability, Role } from "../users/schema";
import { demoFolder } from "./create-demo";

type Request = {
  labels: number;
  head: "compatibility" | "category" | "both";
  /** Same seed and queue, same answers. */
  seed?: number;
  onProgress?: (done: number) => void;
};
export type Simulated = { pairs: number; flags: number };

const leasedAtOnce = 10;
/** With both heads: one flag to so many answers, as a team with one reviewer among several stylists. */
const flagEvery = 5;

/** Answers `labels` leased tasks as the demo's stylist and reviewer, who follow the guide with a little noise, through
 *  the same verbs as the screens. Ends early when nothing is left. "unavailable": there is no demo here. */
export async function simulateAnswers(request: Request): Promise<Result<Simulated, "unavailable">> {
  const house = readHouse();
  if (!house) return fail("unavailable", "The demo house is not in this instance.");
  const stylist = await demoPerson("stylist", "judge-pairs");
  const reviewer = await demoPerson("reviewer", "judge-flags");
  if (!stylist || !reviewer) return fail("unavailable", "The demo's stylist and reviewer are not here any more.");
  const rng = seeded(`answers ${request.seed ?? 1}`);
  const done: Simulated = { pairs: 0, flags: 0 };
  const report = () => request.onProgress?.(done.pairs + done.flags);
  const wantedFlags = { compatibility: 0, category: request.labels, both: Math.floor(request.labels / flagEvery) }[
    request.head
  ];
  await answerFlags(reviewer, house, wantedFlags, rng, () => {
    done.flags++;
    report();
  });
  const wantedPairs = request.head === "category" ? 0 : request.labels - done.flags;
  await answerPairs(stylist, house, wantedPairs, rng, () => {
    done.pairs++;
    report();
  });
  return ok(done);
}

type House = Map<string, Garment>;

function readHouse(): House | null {
  const file = join(demoFolder(), "truth.json");
  if (!existsSync(file)) return null;
  const { seed, products } = z
    .object({ seed: z.int(), products: z.int() })
    .parse(JSON.parse(readFileSync(file, "utf8")));
  return new Map(makeHouse(products, seed).map((garment) => [garment.id, garment]));
}

async function demoPerson<C extends Capability>(role: Role, capability: C): Promise<Allowed<C> | null> {
  const user = await db().user.findFirst({ where: { isDemo: true, disabledAt: null, role } });
  const allowed = await allow(user?.id, capability);
  return allowed.ok ? allowed.value : null;
}

async function answerPairs(by: Allowed<"judge-pairs">, house: House, wanted: number, rng: Random, onDone: () => void) {
  const leaseToken = uuid();
  for (let done = 0; done < wanted; ) {
    const { tasks } = await leasePairs(by, { leaseToken, count: leasedAtOnce });
    if (tasks.length === 0) return;
    for (const task of tasks) {
      if (done === wanted) await releaseTasks(by, { taskIds: [task.taskId] });
      else if (await answeredPair(by, house, task, rng)) {
        done++;
        onDone();
      }
    }
  }
}

/** False when the pair is not of the demo house: someone else's to answer. */
async function answeredPair(by: Allowed<"judge-pairs">, house: House, task: PairTask, rng: Random): Promise<boolean> {
  const [anchor, candidate] = [house.get(task.anchor.id), house.get(task.candidate.id)];
  if (!anchor || !candidate) {
    await skipTask(by, { taskId: task.taskId });
    return false;
  }
  const answer = answerPair(anchor, candidate, rng);
  const saved = await recordPairJudgement(by, {
    id: uuid(),
    taskId: task.taskId,
    shownSwapped: task.shownSwapped,
    ...answer,
  });
  // A refused answer must not come back for ever.
  if (!saved.ok) await skipTask(by, { taskId: task.taskId });
  return saved.ok;
}

async function answerFlags(by: Allowed<"judge-flags">, house: House, wanted: number, rng: Random, onDone: () => void) {
  const leaseToken = uuid();
  const nodes = (await categoryTree()).filter((node) => node.isTarget);
  const categoryIds = new Map(nodes.map((node) => [node.name, node.id]));
  for (let done = 0; done < wanted; ) {
    const { tasks } = await leaseFlags(by, { leaseToken, count: leasedAtOnce });
    if (tasks.length === 0) return;
    for (const task of tasks) {
      if (done === wanted) await releaseTasks(by, { taskIds: [task.taskId] });
      else if (await answeredFlag(by, house, categoryIds, task, rng)) {
        done++;
        onDone();
      }
    }
  }
}

async function answeredFlag(
  by: Allowed<"judge-flags">,
  house: House,
  categoryIds: Map<string, number>,
  task: FlagTask,
  rng: Random,
): Promise<boolean> {
  const garment = house.get(task.product.id);
  if (!garment) {
    await skipTask(by, { taskId: task.taskId });
    return false;
  }
  const { category, ...answer } = answerTo(task, garment, rng);
  const categoryId = category === undefined ? undefined : categoryIds.get(category);
  const saved = await recordFlagJudgement(by, { id: uuid(), taskId: task.taskId, ...answer, categoryId });
  if (!saved.ok) await skipTask(by, { taskId: task.taskId });
  return saved.ok;
}

/** About a category they know the truth; a random look proposes nothing, so what is not kept is chosen. Photos, duplicates
 *  and values of the demo are as drawn: what the models doubt there is kept. */
function answerTo(task: FlagTask, garment: Garment, rng: Random): ReturnType<typeof answerFlag> {
  if (task.kind === "category") return answerFlag(garment.category, task.given.name, task.proposed.name, rng);
  const truth = task.kind === "blind" ? garment.category : "as given";
  const given = task.kind === "blind" ? task.given.name : truth;
  const answer = answerFlag(truth, given, "", rng, 0);
  return answer.verdict === "take" ? { ...answer, verdict: "keep" } : answer;
}
