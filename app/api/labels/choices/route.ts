import { z } from "zod";
import { route } from "@/lib/http/route";
import { categoriesChosen } from "@/lib/labels/data";

const Choices = z.object({ given: z.coerce.number().int().optional() });

export const GET = route({ can: "judge-flags", query: Choices }, async ({ by, query }) => ({
  categoryIds: await categoriesChosen(by, query.given ?? null),
}));
