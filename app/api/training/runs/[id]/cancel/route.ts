import { route } from "@/lib/http/route";
import { cancelRun } from "@/lib/training/cancel-run";

export const POST = route({ can: "train" }, ({ by, params }) => cancelRun(by, { runId: params.id ?? "" }));
