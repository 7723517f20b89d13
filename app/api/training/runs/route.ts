import { route } from "@/lib/http/route";
import { runs } from "@/lib/training/data";
import { StartTraining } from "@/lib/training/schema";
import { startTraining } from "@/lib/training/start-training";

export const GET = route({ can: "train" }, async () => ({ runs: await runs() }));

export const POST = route({ can: "train", body: StartTraining }, ({ by, body }) => startTraining(by, body));
