import { route } from "@/lib/http/route";
import { cancelFineTuning } from "@/lib/training/fine-tune/cancel-fine-tuning";

export const POST = route({ can: "administer" }, ({ by, params }) => cancelFineTuning(by, { id: params.id ?? "" }));
