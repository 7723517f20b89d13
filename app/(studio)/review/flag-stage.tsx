"use client";
import { type CSSProperties, useEffect, useRef, useState } from "react";
import { settleMs } from "@/app/_client/bench";
import type { FlagTask } from "@/lib/queue/schema";
import { GarmentDetails } from "../_garments/garment-details";
import { GarmentPhoto } from "../_garments/garment-photo";
import { matRatio } from "../_garments/optical-size";
import { PhotoDots } from "../_garments/photo-dots";
import { altOf, summaryOf } from "../_garments/words";
import { Evidence } from "./evidence";
import { reviewBody } from "./layout-classes";

type Props = { task: FlagTask; isZoomed: boolean; hasDetails: boolean; photoStep: number; onPainted: () => void };

/** The garment on the left, what speaks for and against its category on the right. */
export function FlagStage({ task, isZoomed, hasDetails, photoStep, onPainted }: Props) {
  const [chosen, setChosen] = useState({ at: 0, step: 0 });
  const [isPainted, setIsPainted] = useState(false);
  const stage = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isPainted) return;
    // For whoever waits until an answer counts; not drawn.
    const timer = setTimeout(() => stage.current?.setAttribute("data-ready", "true"), settleMs);
    return () => clearTimeout(timer);
  }, [isPainted]);
  const { product } = task;
  const at = product.photos.length ? (chosen.at + photoStep - chosen.step) % product.photos.length : 0;
  const sha256 = product.photos[at]?.sha256;
  return (
    <div ref={stage} data-task={task.taskId} className={reviewBody}>
      <figure className="flex min-h-0 flex-col max-lg:h-[52dvh]">
        <div
          className="relative mx-auto min-h-0 w-full flex-1 max-lg:w-[min(100%,calc((52dvh-4rem)*var(--mat-ratio)))] lg:w-[min(100%,calc((100dvh-20.25rem)*var(--mat-ratio)))]"
          style={{ "--mat-ratio": matRatio([product.photos[0]]) } as CSSProperties}
        >
          <GarmentPhoto
            key={sha256}
            sha256={sha256}
            alt={altOf(product)}
            isZoomed={isZoomed}
            onPainted={() => {
              onPainted();
              setIsPainted(true);
            }}
          />
          <PhotoDots
            count={product.photos.length}
            at={at}
            onChoose={(index) => setChosen({ at: index, step: photoStep })}
            of={product.title}
          />
        </div>
        <figcaption className="mx-auto w-full pt-3 text-center">
          <p className="font-medium">{product.title}</p>
          <p className="text-small text-ink-soft">{summaryOf(product)}</p>
        </figcaption>
      </figure>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section tabIndex={0} aria-label="Evidence" className="min-h-0 lg:overflow-y-auto lg:pr-2">
        {hasDetails ? <GarmentDetails product={product} /> : <Evidence task={task} />}
      </section>
    </div>
  );
}
