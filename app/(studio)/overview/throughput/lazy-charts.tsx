"use client";
import dynamic from "next/dynamic";
import { Skeleton } from "@/app/_ui/skeleton";

/* The drawing library comes after the words and the tables: they say the same. */
export const LazyLabelsChart = dynamic(() => import("./labels-chart").then(({ LabelsChart }) => LabelsChart), {
  ssr: false,
  loading: () => <Skeleton className="h-[308px] w-full" />,
});
export const LazyLinesChart = dynamic(() => import("./lines-chart").then(({ LinesChart }) => LinesChart), {
  ssr: false,
  loading: () => <Skeleton className="h-[240px] w-full" />,
});
