"use client";
import clsx from "clsx";
import { type CSSProperties, useEffect, useRef, useState } from "react";
import { settleMs } from "@/app/_client/bench";
import type { PairTask } from "@/lib/queue/schema";
import { type SwipeWay, useSwipe } from "../_bench/use-swipe";
import { GarmentFigure } from "../_garments/garment-figure";
import { matRatio, opticalScales } from "../_garments/optical-size";
import { pairsStage } from "./layout-classes";
import { OutfitStrip } from "./outfit-strip";

type Props = {
  task: PairTask;
  isZoomed: boolean;
  hasDetails: boolean;
  photoStep: number;
  onPainted: () => void;
  onSwipe: (way: SwipeWay) => void;
};

const washes = { right: "bg-fits-wash", left: "bg-clashes-wash", up: "bg-unsure-wash" } as const;

/** Both garments, equally large. */
export function PairStage({ task, isZoomed, hasDetails, photoStep, onPainted, onSwipe }: Props) {
  const stage = useRef<HTMLDivElement>(null);
  const [painted, setPainted] = useState<string[]>([]);
  const { drag, handlers } = useSwipe(onSwipe);
  // The queue has chosen the sides already; shownSwapped only travels back with the answer.
  const sides = [task.anchor, task.candidate];
  const [left, right] = [task.anchor.photos[0], task.candidate.photos[0]];
  const scales = opticalScales(left, right);
  const look = {
    "--mat-ratio": matRatio([left, right]),
    transform: drag.x ? `translateX(${drag.x / 3}px)` : undefined,
  };
  const isPainted = new Set(painted).size === 2;
  const tellPainted = useRef(onPainted);
  tellPainted.current = onPainted;
  useEffect(() => {
    if (!isPainted) return;
    tellPainted.current();
    // For whoever waits until an answer counts; not drawn.
    const timer = setTimeout(() => stage.current?.setAttribute("data-ready", "true"), settleMs);
    return () => clearTimeout(timer);
  }, [isPainted]);
  return (
    <div
      ref={stage}
      data-task={task.taskId}
      className={clsx(pairsStage, "touch-none rounded-md transition-colors", drag.way && washes[drag.way])}
      style={look as CSSProperties}
      {...handlers}
    >
      {sides.map((product, index) => (
        <GarmentFigure
          key={product.id}
          product={product}
          side={index === 0 ? "left" : "right"}
          scale={scales[index] ?? 1}
          isZoomed={isZoomed}
          hasDetails={hasDetails}
          photoStep={photoStep}
          onPainted={() => setPainted((old) => [...old, product.id])}
          aside={index === 1 && <OutfitStrip outfit={task.outfit} />}
        />
      ))}
    </div>
  );
}
