import { z } from "zod";
import { receivePhotos } from "@/lib/catalogue/import-jobs/receive-photos";
import { route } from "@/lib/http/route";

const Dropped = z.object({ name: z.string().min(1).max(2_000) });

export const POST = route({ can: "import", query: Dropped }, ({ by, params, query, request }) =>
  receivePhotos(by, { jobId: params.id, name: query.name, body: request.body }),
);
