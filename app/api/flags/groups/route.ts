import { flagGroups } from "@/lib/flags/grid/data";
import { route } from "@/lib/http/route";

export const GET = route({ can: "judge-flags" }, async ({ by }) => ({ groups: await flagGroups(by) }));
