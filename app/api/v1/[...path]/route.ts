import { endpoints } from "@/app/api/v1/_endpoints/all";
import { answerOptions, serve } from "@/lib/http/api/serve";

export const dynamic = "force-dynamic";

const root = "/api/v1";

const pathOf = (request: Request) => new URL(request.url).pathname.slice(root.length);

/** Every path of the API: the list of endpoints says which there are, and the description is made from the same list. */
const answer = (request: Request) => serve(endpoints, pathOf(request), request);

export const OPTIONS = (request: Request) => answerOptions(endpoints, pathOf(request));

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT };
