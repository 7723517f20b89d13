import { Loading, Skeleton } from "@/app/_ui/skeleton";
import { pairsFrame } from "../layout-classes";
import { candidateGrid, setStage } from "./layout-classes";

export function CompleteSkeleton() {
  return (
    <Loading label="Loading the next set">
      <div className={pairsFrame}>
        <Skeleton className="h-9 w-80 max-w-full" />
        <div className={setStage}>
          <Skeleton className="min-h-0" />
          <div className={candidateGrid}>
            {["one", "two", "three", "four"].map((place) => (
              <Skeleton key={place} className="min-h-0" />
            ))}
          </div>
        </div>
        <Skeleton className="mx-auto h-12 w-full max-w-2xl" />
        <div className="h-11" />
      </div>
    </Loading>
  );
}
