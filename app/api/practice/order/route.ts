import { route } from "@/lib/http/route";
import { orderPractice } from "@/lib/labels/gold/order-practice";
import { PracticeOrder } from "@/lib/labels/gold/schema";

export const POST = route({ can: "oversee", body: PracticeOrder }, ({ by, body }) => orderPractice(by, body));
