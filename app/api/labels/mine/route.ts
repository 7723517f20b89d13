import { route } from "@/lib/http/route";
import { myLabels } from "@/lib/labels/data";
import { MyLabelsQuery } from "@/lib/labels/schema";

export const GET = route({ can: "judge-pairs", query: MyLabelsQuery }, ({ by, query }) => myLabels(by, query));
