import { randomInt } from "node:crypto";
import { expectedError, mix, random } from "@/ml/acquisition/strategies";
import { matrixOf } from "@/ml/runtime/matrix";
import { rngOf } from "@/ml/runtime/seed";
import { flagFindings } from "../../flags/answers/data";
import { raiseFlags } from "../../flags/raise-flags";
import { neverRight } from "../../flags/rules/data";
import { champion } from "../../models/data";
import { uncertaintyOf } from "../../models/rules";
import { openTasks } from "../../queue/data";
import { makeLive } from "../../queue/make-live";
import type { OpenFlag } from "../../queue/schema";
import { writeRanking } from "../../queue/write-ranking";
import { asSystem } from "../../users/allow";
import { doubtByRules } from "./doubt-by-rules";
import { flagsFrom } from "./flags-from";
import { judgeCatalogue } from "./judge-catalogue";
import { overtaken, sweepRankings } from "./overtaken";
import type { RankOptions, RankOutcome } from "./rank-pairs";
import { weighByAnswers } from "./weigh-by-answers";

const by = asSystem("job", "rank category");

/** Mostly the likeliest errors; one in ten from anywhere among the flags, so that the rest is seen too. */
const flagOrder = mix([
  { strategy: expectedError, share: 9 },
  { strategy: random, share: 1 },
]);

/** Raises flags where the champion and the look-alikes disagree with the catalogue, and makes a ranking of them live,
 *  the most probable errors first. Without a category version there is nothing to raise. */
export async function rankFlags(options: RankOptions = {}): Promise<RankOutcome> {
  const judged = await judgeCatalogue(options.signal);
  if (!judged.ok) return { outcome: judged.code === "encoder-changed" ? "encoder-changed" : "nothing-embedded" };
  const { versionId, version, products } = judged.value;
  const weighed = weighByAnswers(products, await flagFindings());
  const flags = flagsFrom(versionId, doubtByRules(weighed, await neverRight()));
  if ((await champion("category"))?.versionId !== versionId) return { outcome: "overtaken" };
  await sweepRankings("category");
  const { raised } = await raiseFlags(by, flags);
  const open = await openTasks("category");
  const seed = options.seed ?? randomInt(2 ** 31);
  const order = placesOf(open, seed);
  const rankingId = await writeRanking(by, {
    head: "category",
    modelVersionId: versionId,
    policy: flagOrder.name,
    seed,
    entries: Array.from(order, (i) => open[i]!).map(({ taskId, score }) => ({
      taskId,
      estimate: score,
      uncertainty: uncertaintyOf(score),
    })),
  });
  if (!(await makeLive(by, { rankingId }))) return overtaken(rankingId);
  return { outcome: "live", version, added: raised, ranked: open.length };
}

/** Places of `open`, the likeliest errors first. */
function placesOf(open: OpenFlag[], seed: number): Int32Array {
  const probabilities = matrixOf(open.length, 2);
  for (const [i, { score }] of open.entries()) probabilities.data.set([1 - score, score], 2 * i);
  return flagOrder.acquire({ probabilities, given: new Int32Array(open.length) }, open.length, rngOf(seed));
}
