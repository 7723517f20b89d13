"use client";
import { useEffect, useRef, useState } from "react";
import { settleMs } from "@/app/_client/bench";
import type { FlagTask } from "@/lib/queue/schema";
import { GarmentDetails } from "../_garments/garment-details";
import { matRatio } from "../_garments/optical-size";
import { Evidence } from "./evidence";
import { FlagFigure } from "./flag-figure";
import { reviewBody, reviewBodyOfTwo } from "./layout-classes";

type Props = { task: FlagTask; isZoomed: boolean; hasDetails: boolean; photoStep: number; onPainted: () => void };

/** The garment on the left, or the two that may be one, and what speaks for and against on the right. */
export function FlagStage({ task, isZoomed, hasDetails, photoStep, onPainted }: Props) {
  const [painted, setPainted] = useState<ReadonlySet<string>>(new Set());
  const stage = useRef<HTMLDivElement>(null);
  const shown = task.kind === "duplicate" ? [task.product, task.other] : [task.product];
  const isPainted = shown.every(({ id }) => painted.has(id));
  const told = useRef(onPainted);
  told.current = onPainted;
  useEffect(() => {
    if (!isPainted) return;
    told.current();
    // For whoever waits until an answer counts; not drawn.
    const timer = setTimeout(() => stage.current?.setAttribute("data-ready", "true"), settleMs);
    return () => clearTimeout(timer);
  }, [isPainted]);
  const ratio = matRatio(shown.map(({ photos }) => photos[0]));
  return (
    <div
      ref={stage}
      data-task={task.taskId}
      data-kind={task.kind}
      className={shown.length > 1 ? reviewBodyOfTwo : reviewBody}
    >
      <div className="flex min-h-0 gap-3 max-lg:h-[52dvh] sm:gap-5">
        {shown.map((product) => (
          <FlagFigure
            key={product.id}
            product={product}
            isZoomed={isZoomed}
            photoStep={photoStep}
            ratio={ratio}
            onPainted={() => setPainted((old) => new Set([...old, product.id]))}
          />
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section tabIndex={0} aria-label="Evidence" className="min-h-0 lg:overflow-y-auto lg:pr-2">
        {hasDetails ? <GarmentDetails product={task.product} /> : <Evidence flag={task} />}
      </section>
    </div>
  );
}
