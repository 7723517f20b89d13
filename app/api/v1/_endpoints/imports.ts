import { z } from "zod";
import { refusedResponse } from "@/app/api/imports/refused-response";
import { applyImport } from "@/lib/catalogue/import-jobs/apply-import";
import { cancelImport } from "@/lib/catalogue/import-jobs/cancel-import";
import { checkImport } from "@/lib/catalogue/import-jobs/check-import";
import { importCard, importCards, importRefusals } from "@/lib/catalogue/import-jobs/data";
import { receivePhotos } from "@/lib/catalogue/import-jobs/receive-photos";
import { ImportCard } from "@/lib/catalogue/import-jobs/schema";
import { RowRefusal } from "@/lib/catalogue/schema";
import { endpoint } from "@/lib/http/api/endpoint";
import type { Result } from "@/lib/result";
import type { Allowed } from "@/lib/users/allow";
import { sendEndpoints } from "./send-imports";

const shared = { tag: "Imports", scope: "imports:write", can: "import" } as const;
const params = z.object({ id: z.uuid() });

/** What a verb did to an import, as how it stands now. */
async function cardAfter<F extends "invalid" | "import-underway" | "not-checked">(
  by: Allowed<"import">,
  done: Promise<Result<{ id: string }, F | "not-found">>,
): Promise<Result<ImportCard, F | "not-found">> {
  const answer = await done;
  return answer.ok ? importCard(by, answer.value.id) : answer;
}

export const importEndpoints = [
  ...sendEndpoints,
  endpoint({
    ...shared,
    method: "GET",
    path: "/imports",
    title: "The last hundred imports, however they came",
    answer: z.object({ imports: z.array(ImportCard) }),
    handle: async ({ by }) => ({ imports: await importCards(by) }),
  }),
  endpoint({
    ...shared,
    method: "GET",
    path: "/imports/{id}",
    title: "How an import stands, with what it refused",
    says: "To be asked again while `status` is checking or applying; once a second is often enough.",
    params,
    answer: ImportCard.extend({ refusals: z.array(RowRefusal) }),
    failures: ["not-found"],
    handle: async ({ by, params: { id } }) => {
      const card = await importCard(by, id);
      return card.ok ? { ok: true, value: { ...card.value, refusals: await importRefusals(by, id) } } : card;
    },
  }),
  endpoint({
    ...shared,
    method: "GET",
    path: "/imports/{id}/refused",
    title: "All rows that an import refused, as they were, with the reason",
    params,
    answer: { types: ["text/csv"], says: "Line, column and reason before the row's own cells." },
    failures: ["not-found"],
    handle: ({ by, params: { id } }) => refusedResponse(by, id),
  }),
  endpoint({
    ...shared,
    method: "POST",
    path: "/imports/{id}/photos",
    title: "Send photos to an import that waits, one file or one zip a call",
    params,
    query: z.strictObject({ name: z.string().min(1).max(2_000).describe("As the rows name it; or a zip's name.") }),
    rawBody: { types: ["image/jpeg", "application/zip"], says: "A photo of up to 60 MB, or a zip of up to 20 GB." },
    answer: z.object({ photos: z.int(), notes: z.array(z.string()) }),
    failures: ["not-found", "import-underway", "too-large", "disk-full"],
    handle: ({ by, params: { id }, query: { name }, request }) =>
      receivePhotos(by, { jobId: id, name, body: request.body }),
  }),
  endpoint({
    ...shared,
    method: "POST",
    path: "/imports/{id}/check",
    title: "Look at what an import would change",
    status: 202,
    params,
    answer: ImportCard,
    failures: ["not-found", "import-underway"],
    handle: ({ by, params: { id } }) => cardAfter(by, checkImport(by, { jobId: id })),
  }),
  endpoint({
    ...shared,
    method: "POST",
    path: "/imports/{id}/apply",
    title: "Bring in what was looked at, or go on with what stopped half-way",
    status: 202,
    params,
    answer: ImportCard,
    failures: ["not-found", "not-checked", "import-underway"],
    handle: ({ by, params: { id } }) => cardAfter(by, applyImport(by, { jobId: id })),
  }),
  endpoint({
    ...shared,
    method: "POST",
    path: "/imports/{id}/cancel",
    title: "Stop an import; what is written stays",
    status: 202,
    params,
    answer: ImportCard,
    failures: ["not-found"],
    handle: ({ by, params: { id } }) => cardAfter(by, cancelImport(by, { jobId: id })),
  }),
];
