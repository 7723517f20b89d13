import { Loading, Skeleton } from "@/app/_ui/skeleton";

export function CardSkeleton() {
  return (
    <Loading label="Loading the card">
      <div className="mx-auto w-full max-w-6xl space-y-10 px-4 py-8 sm:px-8">
        <Skeleton className="h-9 w-64" />
        <Skeleton className="h-14 w-full max-w-3xl" />
        <Skeleton className="h-48 w-full" />
        <div className="grid gap-10 lg:grid-cols-2">
          <Skeleton className="h-72 w-full" />
          <Skeleton className="h-72 w-full" />
        </div>
      </div>
    </Loading>
  );
}
