import { Loading, Skeleton } from "@/app/_ui/skeleton";

export function ThroughputSkeleton() {
  return (
    <Loading label="Loading the throughput">
      <div className="mx-auto w-full max-w-6xl space-y-12 px-4 py-8 sm:px-8">
        <Skeleton className="h-9 w-56" />
        <Skeleton className="h-40 w-full" />
        <Skeleton className="h-32 w-full" />
        <Skeleton className="h-80 w-full" />
      </div>
    </Loading>
  );
}
