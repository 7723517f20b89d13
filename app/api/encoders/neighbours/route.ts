import { route } from "@/lib/http/route";
import { chooseStore } from "@/lib/recommend/neighbours/pgvector/choose-store";
import { StoreChoice } from "@/lib/recommend/neighbours/pgvector/schema";

export const POST = route({ can: "administer", body: StoreChoice }, ({ by, body }) => chooseStore(by, body));
