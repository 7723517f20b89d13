"use client";
import { type PointerEvent, useEffect, useRef, useState } from "react";
import { photoUrl } from "@/lib/catalogue/schema";

type Props = {
  sha256: string | undefined;
  alt: string;
  scale?: number;
  isZoomed: boolean;
  onPainted?: () => void;
  /** Said in the place of a photo that can't be shown. */
  brokenWords?: string;
};

/** The browser then notes when the photo was drawn: what the key press bench reads. */
const timed = { elementtiming: "garment" };
const zoomFactor = 2.4;
const shown = "absolute inset-0 size-full object-contain select-none";
/** A pointer that only passes does not zoom. */
const dwellMs = 350;

/** One photo, whole, on the neutral mat. Zooms under the pointer, or in the middle by key; the photo in its full
 *  resolution is laid over the large one only then. */
export function GarmentPhoto({
  sha256,
  alt,
  scale = 1,
  isZoomed,
  onPainted,
  brokenWords = "This photo can't be read. Skip, if it is needed.",
}: Props) {
  const [origin, setOrigin] = useState<string | null>(null);
  const [isBroken, setIsBroken] = useState(false);
  const dwell = useRef<ReturnType<typeof setTimeout>>(undefined);
  const photo = useRef<HTMLImageElement>(null);
  usePainted(photo, sha256, onPainted, () => setIsBroken(true));
  useEffect(() => () => clearTimeout(dwell.current), []);
  const follow = (event: PointerEvent<HTMLElement>) => {
    if (event.pointerType !== "mouse" || !sha256) return;
    const box = event.currentTarget.getBoundingClientRect();
    const at = `${((event.clientX - box.left) / box.width) * 100}% ${((event.clientY - box.top) / box.height) * 100}%`;
    clearTimeout(dwell.current);
    if (origin) setOrigin(at);
    else dwell.current = setTimeout(() => setOrigin(at), dwellMs);
  };
  const leave = () => {
    clearTimeout(dwell.current);
    setOrigin(null);
  };
  const isClose = isZoomed || origin !== null;
  return (
    <div className="relative size-full overflow-hidden rounded-sm bg-mat" onPointerMove={follow} onPointerLeave={leave}>
      {sha256 && !isBroken ? (
        <div
          className="absolute inset-0"
          style={{ transform: `scale(${isClose ? zoomFactor : scale})`, transformOrigin: origin ?? "50% 40%" }}
        >
          <img
            ref={photo}
            src={photoUrl(sha256, "large")}
            alt={alt}
            draggable={false}
            decoding="sync"
            {...timed}
            className={shown}
          />
          {isClose && (
            <img src={photoUrl(sha256, "full")} alt="" draggable={false} decoding="async" className={shown} />
          )}
        </div>
      ) : (
        <p className="absolute inset-0 grid place-items-center px-6 text-center text-ink">
          {isBroken ? brokenWords : `No photo of ${alt}`}
        </p>
      )}
    </div>
  );
}

/** Calls back once the photo is decoded and a frame with it has been drawn; at once when there is none to wait for. */
function usePainted(
  photo: React.RefObject<HTMLImageElement | null>,
  sha256: string | undefined,
  onPainted: (() => void) | undefined,
  onBroken: () => void,
) {
  const callbacks = useRef({ onPainted, onBroken });
  callbacks.current = { onPainted, onBroken };
  useEffect(() => {
    let isCurrent = true;
    const tell = () => isCurrent && callbacks.current.onPainted?.();
    const afterFrame = () => requestAnimationFrame(() => requestAnimationFrame(tell));
    if (!sha256 || !photo.current?.decode) afterFrame();
    else
      photo.current.decode().then(afterFrame, () => {
        if (!isCurrent) return;
        callbacks.current.onBroken();
        afterFrame();
      });
    return () => {
      isCurrent = false;
    };
  }, [photo, sha256]);
}
