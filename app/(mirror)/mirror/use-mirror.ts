import { useCallback, useEffect, useRef, useState } from "react";
import { call } from "@/app/_client/api";
import type { ProductCard, RelatedProduct } from "@/lib/catalogue/schema";
import type { MirrorPartners } from "@/lib/recommend/schema";
import { before, quietMs, type Stage } from "./stages";
import { smallCopy } from "./take-photo";

const mirrorLost = "The mirror can't be reached just now. Nothing was kept; try again in a moment.";

/** A visit to the mirror, from a photo to what goes with it, and back to the start after a minute of quiet. */
export function useMirror(onOver: () => void) {
  const [stage, setStage] = useState<Stage>({ name: "start" });
  const [failure, setFailure] = useState<string | null>(null);
  // What comes back late belongs to a visit that is over.
  const visit = useRef(0);
  const photo = useRef<string | null>(null);

  const move = useCallback((next: Stage) => {
    visit.current++;
    setStage(next);
    if (next.name !== "start" && next.name !== "camera") return;
    if (photo.current) URL.revokeObjectURL(photo.current);
    photo.current = null;
  }, []);

  const startOver = useCallback(() => {
    setFailure(null);
    move({ name: "start" });
    onOver();
  }, [move, onOver]);

  const look = useCallback(
    async (file: Blob) => {
      setFailure(null);
      const small = await smallCopy(file);
      const url = URL.createObjectURL(small);
      move({ name: "looking", photo: url });
      photo.current = url;
      const mine = visit.current;
      onOver();
      const answer = await call<{ nearest: RelatedProduct[] }>("/api/mirror", { file: small });
      if (mine !== visit.current) return;
      if (answer.ok) return move({ name: "nearest", photo: url, nearest: answer.value.nearest });
      setFailure(answer.code === "offline" ? mirrorLost : answer.sentence);
      move({ name: "start" });
    },
    [move, onOver],
  );

  const choose = useCallback(
    async (chosen: ProductCard) => {
      const from = stage;
      if (from.name !== "nearest" && from.name !== "partners") return;
      const next = { name: "partners", photo: from.photo, nearest: from.nearest, chosen } as const;
      move({ ...next, partners: null });
      const mine = visit.current;
      const answer = await call<MirrorPartners>(`/api/mirror/partners?of=${encodeURIComponent(chosen.id)}`);
      if (mine !== visit.current) return;
      if (answer.ok) return move({ ...next, partners: answer.value });
      setFailure(answer.code === "offline" ? mirrorLost : answer.sentence);
      move(from);
    },
    [stage, move],
  );

  const back = useCallback(() => {
    const previous = before(stage);
    if (!previous) return;
    if (previous.name === "start") startOver();
    else move(previous);
  }, [stage, move, startOver]);

  useQuiet(stage.name !== "start", startOver);
  useEffect(
    () => () => {
      if (photo.current) URL.revokeObjectURL(photo.current);
    },
    [],
  );
  return { stage, failure, move, look, choose, back, startOver, setFailure };
}

/** Calls back once nobody has touched anything for a minute. */
function useQuiet(isOn: boolean, onQuiet: () => void) {
  useEffect(() => {
    if (!isOn) return;
    let timer = setTimeout(onQuiet, quietMs);
    const again = () => {
      clearTimeout(timer);
      timer = setTimeout(onQuiet, quietMs);
    };
    const events = ["pointerdown", "keydown", "scroll", "touchmove"] as const;
    for (const event of events) window.addEventListener(event, again, { passive: true, capture: true });
    return () => {
      clearTimeout(timer);
      for (const event of events) window.removeEventListener(event, again, { capture: true });
    };
  }, [isOn, onQuiet]);
}
