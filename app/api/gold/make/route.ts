import { route } from "@/lib/http/route";
import { makeGold } from "@/lib/labels/gold/make-gold";
import { NewGold } from "@/lib/labels/gold/schema";

export const POST = route({ can: "oversee", body: NewGold }, ({ by, body }) => makeGold(by, body));
