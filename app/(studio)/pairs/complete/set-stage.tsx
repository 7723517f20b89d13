"use client";
import { type CSSProperties, type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { settleMs } from "@/app/_client/bench";
import { candidates as commands } from "@/app/_commands/registry/complete";
import { GarmentFigure } from "../../_garments/garment-figure";
import { matRatio, scalesOnMat } from "../../_garments/optical-size";
import type { SetTask } from "../kept-shapes";
import { CandidateChoice } from "./candidate-choice";
import { candidateGrid, setStage } from "./layout-classes";

type Props = {
  set: SetTask;
  picked: readonly number[];
  isZoomed: boolean;
  photoStep: number;
  onToggle: (place: number) => void;
  onPainted: () => void;
  /** Whether the set before had the focus: it then goes on to this one's first candidate. */
  hadFocus: RefObject<boolean>;
};

/** One garment and up to four that may go with it. */
export function SetStage({ set, picked, isZoomed, photoStep, onToggle, onPainted, hadFocus }: Props) {
  const stage = useRef<HTMLDivElement>(null);
  const [painted, setPainted] = useState<readonly string[]>([]);
  const tellPainted = useRef(onPainted);
  tellPainted.current = onPainted;
  const isPainted = new Set(painted).size === set.candidates.length + 1;
  useEffect(() => {
    if (!isPainted) return;
    tellPainted.current();
    // For whoever waits until an answer counts; not drawn.
    const timer = setTimeout(() => stage.current?.setAttribute("data-ready", "true"), settleMs);
    return () => clearTimeout(timer);
  }, [isPainted]);
  useLayoutEffect(() => {
    const here = stage.current;
    if (hadFocus.current) here?.querySelector("input")?.focus();
    hadFocus.current = false;
    return () => {
      hadFocus.current = here?.contains(document.activeElement) ?? false;
    };
  }, [hadFocus]);
  const tell = (id: string) => setPainted((old) => [...old, id]);
  const photos = set.candidates.map(({ product }) => product.photos[0]);
  const mat = matRatio(photos);
  const anchorMat = matRatio([set.anchor.photos[0]]);
  const scales = scalesOnMat(photos, mat);
  const look = { "--mat-ratio": mat, "--anchor-ratio": anchorMat } as CSSProperties;
  return (
    <div ref={stage} data-task={set.taskId} className={setStage} style={look}>
      <div className="grid min-h-0" style={{ "--mat-ratio": anchorMat } as CSSProperties}>
        <GarmentFigure
          product={set.anchor}
          side="left"
          scale={1}
          isZoomed={isZoomed}
          hasDetails={false}
          photoStep={photoStep}
          onPainted={() => tell("anchor")}
        />
      </div>
      <fieldset className={candidateGrid}>
        <legend className="sr-only">Which of these go with {set.anchor.title}?</legend>
        {set.candidates.map(({ taskId, product }, place) => (
          <CandidateChoice
            key={taskId}
            product={product}
            command={commands[place] ?? commands[0]!}
            isPicked={picked.includes(place)}
            isZoomed={isZoomed}
            photoStep={photoStep}
            scale={scales[place] ?? 1}
            onToggle={() => onToggle(place)}
            onPainted={() => tell(taskId)}
          />
        ))}
      </fieldset>
    </div>
  );
}
