import { z } from "zod";
import { exportResponse } from "@/app/api/exports/export-response";
import { contentTypes, ExportFormat, ExportKind, ExportRequest } from "@/lib/exports/schema";
import { endpoint } from "@/lib/http/api/endpoint";

export const exportEndpoints = [
  endpoint({
    method: "GET",
    path: "/exports/{kind}",
    tag: "Exports",
    title: "Labels, fixes, products, embeddings, scores or neighbours, streamed",
    says: "Written while it is read, of one moment. People appear by pseudonym. `since`: labels and fixes from then on. Neighbours answer 503 while the search is not there; an answer that breaks off is not whole.",
    scope: "exports:read",
    can: "oversee",
    params: z.object({ kind: ExportKind }),
    query: z.strictObject({ format: ExportFormat.default("csv"), since: ExportRequest.shape.since }),
    failures: ["unavailable"],
    answer: { types: Object.values(contentTypes), says: "The rows, in the format asked for." },
    handle: ({ by, params, query }) => exportResponse(by, { ...query, kind: params.kind }),
  }),
];
