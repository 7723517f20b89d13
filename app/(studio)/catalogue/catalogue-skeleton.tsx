import clsx from "clsx";
import { Loading, Skeleton } from "@/app/_ui/skeleton";
import { type Density, gridColumns } from "./density";
import { screenGrid } from "./layout-classes";

export function CatalogueSkeleton({ density }: { density: Density }) {
  return (
    <Loading label="Loading the catalogue">
      <div className={screenGrid}>
        <div className="max-lg:hidden">
          <Skeleton className="h-9 w-40" />
          {[40, 56, 48, 36].map((width) => (
            <div key={width} className="mt-8 space-y-3">
              <Skeleton className="h-4 w-24" />
              <Skeleton className="h-28 w-full" />
            </div>
          ))}
        </div>
        <div>
          <Skeleton className="h-11 w-full" />
          <div className={clsx("mt-8 grid", gridColumns[density])}>
            {Array.from({ length: 12 }, (_, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: place-holders are all alike.
              <div key={place}>
                <Skeleton className="aspect-[3/4] w-full" />
                <Skeleton className="mt-2.5 h-10 w-3/4" />
              </div>
            ))}
          </div>
        </div>
      </div>
    </Loading>
  );
}
