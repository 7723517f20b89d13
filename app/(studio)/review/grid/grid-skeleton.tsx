import { Loading, Skeleton } from "@/app/_ui/skeleton";
import { pageSize } from "@/lib/flags/grid/schema";
import { gridFrame, tiles } from "./layout-classes";

export function TilesSkeleton() {
  return (
    <div className={tiles}>
      {Array.from({ length: pageSize }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: all alike, and they never move.
        <Skeleton key={index} className="aspect-[4/5] w-full" />
      ))}
    </div>
  );
}

export function GridSkeleton() {
  return (
    <Loading label="Loading the flags">
      <div className={gridFrame}>
        <Skeleton className="h-64 w-full max-lg:h-11" />
        <div className="space-y-5">
          <Skeleton className="h-9 w-80 max-w-full" />
          <TilesSkeleton />
        </div>
      </div>
    </Loading>
  );
}
