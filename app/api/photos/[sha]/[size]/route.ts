import { photoResponse } from "@/app/api/photos/photo-response";
import { route } from "@/lib/http/route";

export const GET = route({ can: "judge-pairs" }, ({ params, request }) =>
  photoResponse(params.sha, params.size, request),
);
