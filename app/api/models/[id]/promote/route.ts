import { z } from "zod";
import { route } from "@/lib/http/route";
import { promote } from "@/lib/models/promote";

const Promotion = z.object({ reason: z.string().trim().max(500).optional() });

export const POST = route({ can: "train", body: Promotion }, ({ by, body, params }) =>
  promote(by, { versionId: params.id ?? "", reason: body.reason }),
);
