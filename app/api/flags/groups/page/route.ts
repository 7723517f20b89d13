import { flagPage } from "@/lib/flags/grid/data";
import { PageRequest } from "@/lib/flags/grid/schema";
import { route } from "@/lib/http/route";

export const GET = route({ can: "judge-flags", query: PageRequest }, ({ by, query }) => flagPage(by, query));
