import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { encodeCategoryDataset, encodeCompatibilityDataset } from "@/ml/datasets/dataset";
import { encodeDescriptions } from "@/ml/datasets/descriptions-file";
import type { Matrix } from "@/ml/runtime/matrix";
import { liveEncoder } from "../../catalogue/data";
import { db } from "../../db";
import { inWorkspace } from "../../jobs/workspace";
import { type CatalogueArrays, catalogueArrays } from "../../models/catalogue-arrays";
import { gateRules } from "../../models/evaluation/data";
import { refusedReport, reportOf } from "../../models/evaluation/rules";
import { type GateRules, MeasuredVersion } from "../../models/evaluation/schema";
import { storeEvaluation } from "../../models/evaluation/store-evaluation";
import { storedWeights } from "../../models/load-champion";
import type { Head } from "../../models/schema";
import { asSystem } from "../../users/allow";
import { inTaskProcess } from "../rank/run-task";
import { categoryDataset } from "../snapshot/category";
import { compatibilityDataset, datasetSeed } from "../snapshot/compatibility";

type Version = {
  id: string;
  head: Head;
  number: number;
  sha256: string;
  encoderId: string;
  descriptionEncoderId: string | null;
};
type Options = { signal?: AbortSignal };

const fields = {
  id: true,
  head: true,
  number: true,
  sha256: true,
  encoderId: true,
  descriptionEncoderId: true,
} as const;

/** Measures a version in a child process on the holdout as it is now, compares it there with the version that serves, and
 *  keeps both; the house's rule may then let it serve. What serves itself is compared with its forerunner. Two versions
 *  of different encoders share no inputs, so they are not compared: the report says so. Each reads descriptions as it has
 *  learnt to. A version that is gone is none. */
export async function evaluateVersion(versionId: string, { signal }: Options = {}): Promise<void> {
  const version = await db().modelVersion.findUnique({ where: { id: versionId }, select: fields });
  if (!version) return;
  const [against, encoder, rules] = await Promise.all([comparedWith(version), liveEncoder(), gateRules()]);
  const store = (found: Omit<Parameters<typeof storeEvaluation>[1], "version" | "against">) =>
    storeEvaluation(asSystem("job", "gate"), { version, against, ...found });
  const weights = await weightsOf(version, encoder);
  if (!encoder || typeof weights === "string") {
    await store({ gate: refusedReport(String(weights), rules), card: null });
    return;
  }
  const served = against && (await weightsOf(against, encoder));
  const other = served instanceof Uint8Array && against ? { weights: served, version: against } : null;
  const measured = await measure({ weights, version }, other, encoder.id, rules, signal);
  const gate = typeof served === "string" ? refusedReport(served, rules) : reportOf(measured, rules);
  await store({ gate, card: measured.card });
}

async function comparedWith({ id, head }: Version): Promise<Version | null> {
  const champion = await db().champion.findUnique({ where: { head }, include: { version: { select: fields } } });
  if (champion && champion.versionId !== id) return champion.version;
  const own = await db().modelVersion.findUnique({ where: { id }, select: { parent: { select: fields } } });
  return own?.parent ?? null;
}

/** A version's weights, or the sentence that says why they are of no use here. */
async function weightsOf(version: Version, encoder: { id: string } | null): Promise<Uint8Array | string> {
  const { id, head, number, encoderId, sha256 } = version;
  if (!encoder)
    return "Nothing is embedded, so there is nothing to measure it on. Bring in a catalogue with photos first.";
  if (encoderId !== encoder.id) {
    return `v${number} reads the photos as another encoder sees them than the one that serves. Only versions of one encoder can be compared.`;
  }
  const weights = await storedWeights({ versionId: id, sha256 });
  return weights ?? `The stored weights of ${head} v${number} are damaged: their sha256 does not agree.`;
}

type Weighed = { weights: Uint8Array; version: Version };

async function measure(
  { weights, version }: Weighed,
  served: Weighed | null,
  encoderId: string,
  rules: GateRules,
  signal?: AbortSignal,
): Promise<MeasuredVersion> {
  const { head } = version;
  return inWorkspace(`evaluate-${head}`, (folder) =>
    inTaskProcess({ folder, signal }, async (run) => {
      const written = async (name: string, bytes: Uint8Array) => {
        await writeFile(join(folder, name), bytes);
        return join(folder, name);
      };
      const { bytes, categories, otherwise } = await holdoutOf(version, served?.version ?? null, encoderId);
      const output = await run({
        task: `evaluate-${head}`,
        bytes,
        modelPath: await written("version.bin", weights),
        ...(served ? { againstPath: await written("against.bin", served.weights) } : {}),
        ...(otherwise
          ? { againstDescriptionsPath: await written("against-descriptions.bin", encodeDescriptions(otherwise)) }
          : {}),
        // One seed for all versions: each of them is asked the same questions.
        seed: datasetSeed,
        config: { rules, categories },
      });
      return MeasuredVersion.parse(JSON.parse(Buffer.from(output).toString("utf8")));
    }),
  );
}

/** The head's dataset as it is now, with the names that its families count, and the descriptions as what serves reads them
 *  (null where it reads them as the version does, or there are none). */
async function holdoutOf(
  { head, descriptionEncoderId: own }: Version,
  served: Version | null,
  encoderId: string,
): Promise<{ bytes: Uint8Array; categories: string[]; otherwise: Matrix | null }> {
  const catalogue = await catalogueArrays(encoderId);
  if (!catalogue) throw new Error("The encoder was removed while its catalogue was read.");
  const categories = catalogue.categories.map(({ name }) => name);
  if (head === "category") {
    const { dataset } = await categoryDataset(catalogue);
    return { bytes: encodeCategoryDataset(dataset), categories, otherwise: null };
  }
  const { dataset } = await compatibilityDataset(catalogue, own);
  const otherwise = served && (await readOtherwise(catalogue, own, served.descriptionEncoderId));
  return { bytes: encodeCompatibilityDataset(dataset), categories, otherwise };
}

async function readOtherwise(
  catalogue: CatalogueArrays,
  own: string | null,
  served: string | null,
): Promise<Matrix | null> {
  if (served === own) return null;
  return (await catalogue.compatibility(served)).description ?? null;
}
