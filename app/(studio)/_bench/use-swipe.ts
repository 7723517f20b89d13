"use client";
import { type PointerEvent, useRef, useState } from "react";

export type SwipeWay = "left" | "right" | "up";
const farEnoughPx = 72;

const wayOf = (x: number, y: number): SwipeWay | null => {
  if (Math.max(Math.abs(x), -y) < farEnoughPx) return null;
  if (-y > Math.abs(x)) return "up";
  return x > 0 ? "right" : "left";
};

/** A finger's swipe over the garments; mouse and pen do nothing, so that text can be selected. */
export function useSwipe(onSwipe: (way: SwipeWay) => void) {
  const from = useRef<{ x: number; y: number } | null>(null);
  const [drag, setDrag] = useState<{ x: number; way: SwipeWay | null }>({ x: 0, way: null });
  const end = () => {
    from.current = null;
    setDrag({ x: 0, way: null });
  };
  return {
    drag,
    handlers: {
      onPointerDown: (event: PointerEvent) => {
        if (event.pointerType === "touch") from.current = { x: event.clientX, y: event.clientY };
      },
      onPointerMove: (event: PointerEvent) => {
        if (!from.current) return;
        const [x, y] = [event.clientX - from.current.x, event.clientY - from.current.y];
        setDrag({ x, way: wayOf(x, y) });
      },
      onPointerUp: () => {
        const { way } = drag;
        end();
        if (way) onSwipe(way);
      },
      onPointerCancel: end,
    },
  };
}
