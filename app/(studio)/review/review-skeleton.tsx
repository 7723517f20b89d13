import { Loading, Skeleton } from "@/app/_ui/skeleton";
import { reviewBody, reviewFrame } from "./layout-classes";

export function ReviewSkeleton() {
  return (
    <Loading label="Loading the next flag">
      <div className={reviewFrame}>
        <Skeleton className="h-9 w-96 max-w-full" />
        <div className={reviewBody}>
          <Skeleton className="min-h-80" />
          <div className="space-y-6">
            <Skeleton className="h-14 w-full" />
            <Skeleton className="h-48 w-full" />
            <Skeleton className="h-24 w-full" />
          </div>
        </div>
        <Skeleton className="mx-auto h-12 w-full max-w-3xl" />
        <div className="h-11" />
      </div>
    </Loading>
  );
}
