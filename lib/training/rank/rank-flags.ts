import { randomInt } from "node:crypto";
import { rngOf, seedFor } from "@/ml/runtime/seed";
import { flagFindings } from "../../flags/answers/data";
import { neverRight } from "../../flags/catalogue-rules/data";
import { auditedProducts } from "../../flags/data";
import { raiseFlags } from "../../flags/raise-flags";
import { orderByValue } from "../../flags/rules";
import type { NewFlag } from "../../flags/schema";
import { champion } from "../../models/data";
import { uncertaintyOf } from "../../models/rules";
import { openTasks, queuePlan } from "../../queue/data";
import { makeLive } from "../../queue/make-live";
import type { OpenFlag } from "../../queue/schema";
import { writeRanking } from "../../queue/write-ranking";
import { asSystem } from "../../users/allow";
import { addEvidence } from "./add-evidence";
import { doubtByRules } from "./doubt-by-rules";
import { doubtCatalogue } from "./doubt-catalogue";
import { drawAudits } from "./draw-audits";
import { flagsFrom, otherFlagsFrom } from "./flags-from";
import { judgeCatalogue } from "./judge-catalogue";
import { overtaken, sweepRankings } from "./overtaken";
import type { RankOptions, RankOutcome } from "./rank-pairs";
import { openReading } from "./read-by-champion";
import { weighByAnswers } from "./weigh-by-answers";

const by = asSystem("job", "rank category");
const policy = "expected-value";

/** Raises flags where the champion, the look-alikes and the attributes disagree with the catalogue, about its photos and
 *  suspected duplicates too, draws random looks, and makes a ranking of all that is open live: what a look is worth, as
 *  the probability of a real error × the cost of leaving it. Without a category version there is nothing to raise. */
export async function rankFlags(options: RankOptions = {}): Promise<RankOutcome> {
  const reading = await openReading();
  if (!reading.ok) return { outcome: reading.code === "encoder-changed" ? "encoder-changed" : "nothing-embedded" };
  const { catalogue } = reading.value;
  const { versionId, version, products: judged } = await judgeCatalogue(reading.value, options.signal);
  const doubts = await doubtCatalogue(reading.value, options.signal);
  const weighed = weighByAnswers(judged, await flagFindings());
  const products = doubtByRules(weighed, await neverRight());
  const seed = options.seed ?? randomInt(2 ** 31);
  const isHoldout = (id: string) => catalogue.holdout[catalogue.rowOf.get(id) ?? -1] === 1;
  const suspects = [...flagsFrom(versionId, products), ...otherFlagsFrom(versionId, doubts, isHoldout)];
  const draw = { versionId, products, waiting: new Set(await auditedProducts()), ranked: suspects.length };
  const audits = drawAudits({ ...draw, share: (await queuePlan()).audit }, rngOf(seedFor(seed, "audits")));
  const flags = addEvidence([...audits, ...withoutDrawn(suspects, audits)], catalogue, seed);
  if ((await champion("category"))?.versionId !== versionId) return { outcome: "overtaken" };
  await sweepRankings("category");
  const { raised } = await raiseFlags(by, flags);
  const open = await openTasks("category");
  const rankingId = await writeRanking(by, {
    head: "category",
    modelVersionId: versionId,
    policy,
    seed,
    entries: inOrder(open).map(({ taskId, score }) => ({
      taskId,
      estimate: score,
      uncertainty: uncertaintyOf(score),
    })),
  });
  if (!(await makeLive(by, { rankingId }))) return overtaken(rankingId);
  return { outcome: "live", version, added: raised, ranked: open.length };
}

function withoutDrawn(suspects: NewFlag[], audits: NewFlag[]): NewFlag[] {
  const drawn = new Set(audits.map(({ productId }) => productId));
  return suspects.filter(({ kind, productId }) => kind !== "category" || !drawn.has(productId));
}

function inOrder(open: OpenFlag[]): OpenFlag[] {
  const valued = open.map(({ kind, score, isMissing }) => ({ kind, probability: score, isMissing }));
  return orderByValue(valued).map((place) => open[place]!);
}
