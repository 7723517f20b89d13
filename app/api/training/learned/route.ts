import { route } from "@/lib/http/route";
import { learned } from "@/lib/insights/learned/data";

export const GET = route({ can: "judge-pairs" }, async ({ by }) => ({ learned: await learned(by, new Date()) }));
