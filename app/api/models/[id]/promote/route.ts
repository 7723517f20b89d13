import { route } from "@/lib/http/route";
import { PromoteVersion } from "@/lib/models/evaluation/schema";
import { promote } from "@/lib/models/promote";

export const POST = route({ can: "train", body: PromoteVersion }, ({ by, body, params }) =>
  promote(by, { versionId: params.id ?? "", reason: body.reason }),
);
