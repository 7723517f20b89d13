"use client";
import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from "react";
import type { GridFlag } from "@/lib/flags/grid/schema";
import { tiles } from "./layout-classes";
import { Tile } from "./tile";

type Props = {
  label: string;
  flags: GridFlag[];
  selected: ReadonlySet<string>;
  at: number;
  onFocus: (to: number, isRange: boolean) => void;
  onToggle: (at: number) => void;
};

/** Thirty garments to choose among: a click or a tap toggles, Shift or dragging takes a range, arrows move. */
export function TileGrid({ label, flags, selected, at, onFocus, onToggle }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const drag = useRef<{ last: number } | null>(null);
  const placeOf = (target: EventTarget | null) => {
    const tile = target instanceof Element ? target.closest<HTMLElement>("[data-tile]") : null;
    return tile ? flags.findIndex(({ taskId }) => taskId === tile.dataset.tile) : -1;
  };
  useEffect(() => {
    const own = box.current;
    if (own?.contains(document.activeElement)) own.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const step = stepOf(event.key, columnsIn(box.current));
    if (event.key === " " || event.key === "Enter") onToggle(at);
    else if (step === null) return;
    else onFocus(at + step, event.shiftKey);
    event.preventDefault();
  };
  const onPointerDown = (event: PointerEvent) => {
    const place = placeOf(event.target);
    // A finger scrolls; what it taps comes as a click.
    if (place < 0 || event.pointerType === "touch" || event.button !== 0) return;
    if (event.shiftKey) onFocus(place, true);
    else onToggle(place);
    drag.current = { last: place };
  };
  const onPointerMove = (event: PointerEvent) => {
    const place = placeOf(event.target);
    if (!drag.current || place < 0 || place === drag.current.last) return;
    drag.current.last = place;
    onFocus(place, true);
  };
  const endDrag = () => {
    drag.current = null;
  };
  return (
    <div
      ref={box}
      role="listbox"
      aria-label={label}
      aria-multiselectable
      className={tiles}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={endDrag}
      onPointerLeave={endDrag}
      onClick={(event) => {
        const isTouch = (event.nativeEvent as globalThis.PointerEvent).pointerType === "touch";
        const place = placeOf(event.target);
        if (isTouch && place >= 0) onToggle(place);
      }}
    >
      {flags.map((flag, index) => (
        <Tile key={flag.taskId} flag={flag} isSelected={selected.has(flag.taskId)} isFocused={index === at} />
      ))}
    </div>
  );
}

function stepOf(key: string, columns: number): number | null {
  const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns };
  return steps[key] ?? { Home: -1_000, End: 1_000 }[key] ?? null;
}

/** How many tiles stand in the first row. */
function columnsIn(box: HTMLElement | null): number {
  const all = [...(box?.children ?? [])] as HTMLElement[];
  return Math.max(1, all.filter(({ offsetTop }) => offsetTop === all[0]?.offsetTop).length);
}
