import { TrainFirst } from "@/lib/encoders/schema";
import { trainFirst } from "@/lib/encoders/train-first";
import { route } from "@/lib/http/route";

export const POST = route({ can: "administer", body: TrainFirst }, ({ by, params, body }) =>
  trainFirst(by, { changeId: params.id, head: body.head }),
);
