import { route } from "@/lib/http/route";
import { practiceOffer } from "@/lib/labels/practice/data";

export const GET = route({ can: "judge-pairs" }, async ({ by }) => ({ offer: await practiceOffer(by) }));
