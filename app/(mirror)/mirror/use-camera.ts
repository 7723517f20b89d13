import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { type CameraTrouble, troubleOf } from "./stages";

export type Camera = {
  video: RefObject<HTMLVideoElement | null>;
  isReady: boolean;
  trouble: CameraTrouble | null;
  /** Answers whether it runs. */
  open(): Promise<boolean>;
  close(): void;
  /** Forgets what went wrong. */
  forget(): void;
};

/** This device's camera, as a stream for a video element; it is let go of as soon as it is not shown. */
export function useCamera(): Camera {
  const video = useRef<HTMLVideoElement>(null);
  const stream = useRef<MediaStream | null>(null);
  const [isReady, setIsReady] = useState(false);
  const [trouble, setTrouble] = useState<CameraTrouble | null>(null);
  const close = useCallback(() => {
    for (const track of stream.current?.getTracks() ?? []) track.stop();
    stream.current = null;
    setIsReady(false);
  }, []);
  useEffect(() => close, [close]);
  const open = useCallback(async () => {
    // Without TLS browsers leave the whole object out.
    if (!navigator.mediaDevices?.getUserMedia) {
      setTrouble(window.isSecureContext ? "none" : "insecure");
      return false;
    }
    try {
      stream.current = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: "user", width: { ideal: 1280 }, height: { ideal: 1280 } },
      });
    } catch (error) {
      setTrouble(troubleOf(error));
      return false;
    }
    setTrouble(null);
    return true;
  }, []);
  const attach = useCallback((element: HTMLVideoElement | null) => {
    if (!element || !stream.current || element.srcObject === stream.current) return;
    element.srcObject = stream.current;
    element.onloadeddata = () => setIsReady(true);
  }, []);
  // After each render: the element comes and goes with its screen.
  useEffect(() => attach(video.current));
  return { video, isReady, trouble, open, close, forget: useCallback(() => setTrouble(null), []) };
}
