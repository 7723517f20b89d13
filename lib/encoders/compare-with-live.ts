import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type CompatibilityDataset, encodeCompatibilityDataset } from "@/ml/datasets/dataset";
import { liveEncoder, productEmbeddings } from "../catalogue/data";
import { liveDescriptions } from "../catalogue/descriptions/data";
import { runPlan } from "../jobs/child";
import type { WorkWatch } from "../jobs/watch-work";
import { inWorkspace } from "../jobs/workspace";
import { type CatalogueArrays, catalogueArrays } from "../models/catalogue-arrays";
import { gateRules } from "../models/evaluation/data";
import { compatibilityDataset } from "../training/snapshot/compatibility";
import { type ChangeProgress, FoundComparison, type StoredComparison } from "./schema";

/** Networks trained under each encoder to compare pairs by: fewer than serve, the same for both. */
const network = { members: 2 };
// One seed for all comparisons: each encoder is asked the same questions.
const seed = 1;
const shownNeighbours = 6;

type Next = { id: string; name: string; version: string; dimension: number };

/** Measures an encoder that has embedded everything beside the live one, in a child process. null where none is live, or
 *  it is this very one. Throws an Error with the child's sentence, and the signal's reason when it was stopped. */
export async function compareWithLive(next: Next, watch: WorkWatch<ChangeProgress>): Promise<StoredComparison | null> {
  const against = await liveEncoder();
  if (!against || against.id === next.id) return null;
  watch.report({ phase: "Reading the catalogue" });
  const catalogue = await catalogueArrays(against.id);
  if (!catalogue) return null;
  const { dataset } = await compatibilityDataset(catalogue, (await liveDescriptions())?.id ?? null);
  const found = await measure(dataset, await underNext(dataset, next), watch);
  return { ...named(found, catalogue), against: { name: against.name, version: against.version }, at: now() };
}

const now = () => new Date().toISOString();

async function underNext(dataset: CompatibilityDataset, next: Next): Promise<CompatibilityDataset> {
  const { id, name, version, dimension } = next;
  const { matrix } = await productEmbeddings(id, dataset.productIds);
  return { ...dataset, encoder: { name, version, dimension }, embedding: matrix };
}

async function measure(
  live: CompatibilityDataset,
  next: CompatibilityDataset,
  { report, signal }: WorkWatch<ChangeProgress>,
): Promise<FoundComparison> {
  const { judgements } = await gateRules();
  return inWorkspace("compare-encoders", async (folder) => {
    const [input, nextPath, output] = ["live.bin", "next.bin", "found.json"].map((name) => join(folder, name));
    await writeFile(input!, encodeCompatibilityDataset(live));
    await writeFile(nextPath!, encodeCompatibilityDataset(next));
    const outcome = await runPlan(
      {
        task: "compare-encoders",
        input: input!,
        nextPath: nextPath!,
        output: output!,
        seed,
        config: { judgements, network },
      },
      {
        signal,
        onProgress: ({ phase, epoch, epochs }) =>
          report({ phase, ...(epochs > 0 ? { done: epoch, total: epochs } : {}) }),
      },
    );
    if (outcome.ended === "done") return FoundComparison.parse(JSON.parse(await readFile(output!, "utf8")));
    signal.throwIfAborted();
    throw new Error(outcome.ended === "stopped" ? "The work was stopped." : outcome.reason);
  });
}

/** Rows and places as ids and names; what has left the catalogue is no neighbour. */
function named(
  { probe, neighbours, ...rest }: FoundComparison,
  { categories, productIds, delisted }: CatalogueArrays,
): Omit<StoredComparison, "against" | "at"> {
  const idsOf = (rows: number[]) =>
    rows
      .filter((row) => !delisted[row])
      .slice(0, shownNeighbours)
      .map((row) => productIds[row]!);
  return {
    ...rest,
    probe: probe && {
      all: probe.all,
      categories: probe.categories.map((one) => ({ ...one, category: categories[one.category]?.name ?? "" })),
    },
    neighbours: neighbours.map(({ product, live, next }) => ({
      productId: productIds[product]!,
      live: idsOf(live),
      next: idsOf(next),
    })),
  };
}
