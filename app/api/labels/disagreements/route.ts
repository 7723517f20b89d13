import { route } from "@/lib/http/route";
import { disagreements } from "@/lib/labels/adjudication/data";

export const GET = route({ can: "oversee" }, ({ by }) => disagreements(by));
