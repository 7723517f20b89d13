import { route } from "@/lib/http/route";
import { StartTraining } from "@/lib/training/schema";
import { startTraining } from "@/lib/training/start-training";

export const POST = route({ can: "train", body: StartTraining }, ({ by, body }) => startTraining(by, body));
