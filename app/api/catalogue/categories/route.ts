import { categoryTree } from "@/lib/catalogue/data";
import { route } from "@/lib/http/route";

export const GET = route({ can: "judge-flags" }, async () => ({ categories: await categoryTree() }));
