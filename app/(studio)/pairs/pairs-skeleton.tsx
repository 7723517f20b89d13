import { Loading, Skeleton } from "@/app/_ui/skeleton";
import { pairsFrame, pairsStage } from "./layout-classes";

export function PairsSkeleton() {
  return (
    <Loading label="Loading the next pair">
      <div className={pairsFrame}>
        <div className="flex items-end justify-between">
          <Skeleton className="h-9 w-80 max-w-full" />
        </div>
        <div className={pairsStage}>
          {["anchor", "candidate"].map((side) => (
            <div key={side} className="flex min-h-0 flex-col">
              <Skeleton className="min-h-0 flex-1" />
              <Skeleton className="mt-3 h-5 w-3/5" />
              <Skeleton className="mt-1 h-4 w-2/5" />
            </div>
          ))}
        </div>
        <div className="h-11" />
        <Skeleton className="mx-auto h-12 w-full max-w-2xl" />
        <div className="h-7" />
      </div>
    </Loading>
  );
}
