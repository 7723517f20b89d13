import { encodeCategoryDataset } from "@/ml/datasets/dataset";
import { inWorkspace } from "../../jobs/workspace";
import { type CatalogueArrays, catalogueArrays } from "../../models/catalogue-arrays";
import { type LoadedModel, loadChampion } from "../../models/load-champion";
import { fail, ok, type Result } from "../../result";
import { categoryDataset } from "../snapshot/category";
import { runTask } from "./run-task";

/** The category version that serves and the catalogue that it is to look through. */
export type Reading = { catalogue: CatalogueArrays; model: LoadedModel; dataset: Uint8Array };

/** Loads both, once for all that is asked of them. "unavailable": there is no version yet, or nothing is embedded.
 *  "encoder-changed": the version's inputs are gone. */
export async function openReading(): Promise<Result<Reading, "unavailable" | "encoder-changed">> {
  const model = await loadChampion("category");
  if (!model)
    return fail(
      "unavailable",
      "No category network has been trained yet. Train one: npm run toile -- train category --wait",
    );
  const catalogue = await catalogueArrays();
  if (!catalogue) return fail("unavailable", "Nothing is embedded yet. Run: npm run toile -- embed");
  if (catalogue.encoderId !== model.encoderId) return fail("encoder-changed");
  const { dataset } = await categoryDataset(catalogue);
  return ok({ catalogue, model, dataset: encodeCategoryDataset(dataset) });
}

/** Has the version look through the whole catalogue in a child process → what the task wrote. */
export const lookThrough = (
  task: "flag-labels" | "flag-catalogue",
  { model, dataset }: Reading,
  signal?: AbortSignal,
): Promise<Uint8Array> =>
  inWorkspace(task, (folder) => runTask({ task, bytes: dataset, modelPath: model.file, seed: 1 }, folder, signal));
