import { StepOfChange } from "@/lib/encoders/schema";
import { steerChange } from "@/lib/encoders/steer-change";
import { route } from "@/lib/http/route";

export const POST = route({ can: "administer", body: StepOfChange }, ({ by, params, body }) =>
  steerChange(by, { changeId: params.id, step: body.step }),
);
