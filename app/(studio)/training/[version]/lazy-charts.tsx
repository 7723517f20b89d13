"use client";
import dynamic from "next/dynamic";
import { Skeleton } from "@/app/_ui/skeleton";

const waiting = () => <Skeleton className="h-[300px] w-full" />;

/* The drawing library comes after the words and the tables: they say the same. */
export const LazyCurveChart = dynamic(() => import("./curve-chart").then(({ CurveChart }) => CurveChart), {
  ssr: false,
  loading: waiting,
});
export const LazyCalibrationChart = dynamic(
  () => import("./calibration-chart").then(({ CalibrationChart }) => CalibrationChart),
  { ssr: false, loading: waiting },
);
