import { browseOn } from "@/lib/catalogue/browse/data";
import { filtersOf } from "@/lib/catalogue/browse/rules";
import { route } from "@/lib/http/route";

export const GET = route({ can: "browse" }, ({ by, request }) => {
  const params = new URL(request.url).searchParams;
  const after = params.get("after") ?? undefined;
  return browseOn(by, filtersOf(params), { after, before: after ? undefined : (params.get("before") ?? undefined) });
});
