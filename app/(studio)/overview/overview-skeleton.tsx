import { Loading, Skeleton } from "@/app/_ui/skeleton";

export function OverviewSkeleton() {
  return (
    <Loading label="Loading the overview">
      <div className="mx-auto w-full max-w-6xl space-y-16 px-4 py-8 sm:px-8">
        <Skeleton className="h-9 w-48" />
        <Skeleton className="h-80 w-full" />
        <Skeleton className="h-80 w-full" />
      </div>
    </Loading>
  );
}
