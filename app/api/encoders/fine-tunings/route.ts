import { route } from "@/lib/http/route";
import { StartFineTuning } from "@/lib/training/fine-tune/schema";
import { startFineTuning } from "@/lib/training/fine-tune/start-fine-tuning";

export const POST = route({ can: "administer", body: StartFineTuning }, ({ by, body }) => startFineTuning(by, body));
