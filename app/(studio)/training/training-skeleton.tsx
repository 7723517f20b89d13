import { Loading, Skeleton } from "@/app/_ui/skeleton";

export function TrainingSkeleton() {
  return (
    <Loading label="Loading training">
      <div className="mx-auto w-full max-w-6xl px-4 py-8 sm:px-8">
        <Skeleton className="h-9 w-48" />
        <div className="mt-10 grid gap-14 lg:grid-cols-2">
          {["compatibility", "category"].map((head) => (
            <div key={head} className="space-y-5">
              <Skeleton className="h-7 w-40" />
              <Skeleton className="h-14 w-full" />
              <Skeleton className="h-10 w-44" />
              <Skeleton className="h-40 w-full" />
            </div>
          ))}
        </div>
      </div>
    </Loading>
  );
}
