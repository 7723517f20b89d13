import type { Metadata } from "next";
import { cookies } from "next/headers";
import { Suspense } from "react";
import { browse } from "@/lib/catalogue/browse/data";
import { filtersOf } from "@/lib/catalogue/browse/rules";
import { requirePage } from "@/lib/http/page";
import type { Allowed } from "@/lib/users/allow";
import { mayOpen } from "../_frame/places";
import { CatalogueScreen } from "./catalogue-screen";
import { CatalogueSkeleton } from "./catalogue-skeleton";
import { type Density, densityCookie, densityOf } from "./density";
import { NothingImported } from "./empty";

export const metadata: Metadata = { title: "Catalogue" };
export const dynamic = "force-dynamic";

type Search = Record<string, string | string[] | undefined>;
type Props = { searchParams: Promise<Search> };

// No loading.tsx: it would send its 200 before the door has answered.
export default async function CataloguePage({ searchParams }: Props) {
  const by = await requirePage("browse");
  const params = toParams(await searchParams);
  const density = densityOf((await cookies()).get(densityCookie)?.value);
  return (
    <Suspense fallback={<CatalogueSkeleton density={density} />}>
      <Catalogue by={by} params={params} density={density} />
    </Suspense>
  );
}

type Asked = { by: Allowed<"browse">; params: URLSearchParams; density: Density };

async function Catalogue({ by, params, density }: Asked) {
  const filters = filtersOf(params);
  const place = { after: params.get("after") ?? undefined, before: params.get("before") ?? undefined };
  const browsed = await browse(by, filters, place);
  if (browsed.facets.tree.length === 0 && browsed.total.n === 0)
    return <NothingImported mayImport={mayOpen(by.role, "import")} />;
  return (
    <CatalogueScreen browsed={browsed} filters={filters} density={density} mayImport={mayOpen(by.role, "import")} />
  );
}

const toParams = (search: Search): URLSearchParams =>
  new URLSearchParams(
    Object.entries(search).flatMap(([key, value]) => [value ?? []].flat().map((one) => [key, one] as [string, string])),
  );
