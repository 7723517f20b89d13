import { encodeCategoryDataset } from "@/ml/datasets/dataset";
import { inWorkspace } from "../../jobs/workspace";
import { type CatalogueArrays, catalogueArrays } from "../../models/catalogue-arrays";
import { type LoadedModel, loadChampion } from "../../models/load-champion";
import { fail, ok, type Result } from "../../result";
import { categoryDataset } from "../snapshot/category";
import { runTask } from "./run-task";

type Read = { bytes: Uint8Array; catalogue: CatalogueArrays; model: LoadedModel };

/** Has the category version that serves look through the whole catalogue in a child process → what the task wrote.
 *  "unavailable": there is no version yet, or nothing is embedded. "encoder-changed": the version's inputs are gone. */
export async function readByChampion(
  task: "flag-labels" | "flag-catalogue",
  signal?: AbortSignal,
): Promise<Result<Read, "unavailable" | "encoder-changed">> {
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
  const bytes = await inWorkspace(task, (folder) =>
    runTask({ task, bytes: encodeCategoryDataset(dataset), modelPath: model.file, seed: 1 }, folder, signal),
  );
  return ok({ bytes, catalogue, model });
}
