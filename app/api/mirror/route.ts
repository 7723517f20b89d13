import { route } from "@/lib/http/route";
import { nearestToPhoto } from "@/lib/recommend/mirror";

export const POST = route({ can: "browse" }, ({ by, request }) => nearestToPhoto(by, request.body));
