"use client";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { usePlace } from "@/app/_commands/centre";
import type { MirrorActions } from "@/app/_commands/command";
import { CameraView } from "./camera-view";
import { LookingView } from "./looking-view";
import { NearestView } from "./nearest-view";
import { PartnersView } from "./partners-view";
import { before, troubleWords } from "./stages";
import { StartView } from "./start-view";
import { frameOf } from "./take-photo";
import { useCamera } from "./use-camera";
import { useCountdown } from "./use-countdown";
import { useMirror } from "./use-mirror";

type Props = { photos: string[]; onLeave: () => void };

/** The fitting room's screen. Whoever stands in front of it sees one thing at a time. */
export function Mirror({ photos, onLeave }: Props) {
  const camera = useCamera();
  const file = useRef<HTMLInputElement>(null);
  const { stage, failure, move, look, choose, back, startOver, setFailure } = useMirror(camera.close);
  const capture = useCallback(async () => {
    const photo = camera.video.current && (await frameOf(camera.video.current));
    if (photo) await look(photo);
  }, [camera.video, look]);
  const countdown = useCountdown(capture);
  const { forget, open } = camera;
  const actions = useMemo<MirrorActions>(
    () => ({
      canOpenCamera: stage.name === "start",
      canTake: stage.name === "camera" && camera.isReady && countdown.left === null,
      canChoose: stage.name === "start" || stage.name === "camera",
      canGoBack: before(stage) !== null,
      canStartOver: stage.name !== "start",
      openCamera: async () => {
        setFailure(null);
        if (await open()) move({ name: "camera" });
      },
      take: countdown.begin,
      choosePhoto: () => {
        forget();
        file.current?.click();
      },
      back: () => {
        countdown.stop();
        back();
      },
      startOver: () => {
        countdown.stop();
        startOver();
      },
      leave: onLeave,
    }),
    [stage, camera.isReady, countdown, open, forget, setFailure, move, back, startOver, onLeave],
  );
  usePlace("mirror", actions);
  useFocusOnChange(stage.name);
  const trouble = failure ?? (camera.trouble && troubleWords[camera.trouble]);
  return (
    <main id="main" tabIndex={-1} className="min-h-dvh outline-none" data-stage={stage.name}>
      <input
        ref={file}
        type="file"
        accept="image/*"
        className="sr-only"
        tabIndex={-1}
        aria-label="A photo of a garment"
        onChange={(event) => {
          const chosen = event.currentTarget.files?.[0];
          // So that the same file may be chosen again.
          event.currentTarget.value = "";
          if (chosen) void look(chosen);
        }}
      />
      {stage.name === "start" && <StartView actions={actions} photos={photos} trouble={trouble} />}
      {stage.name === "camera" && <CameraView actions={actions} camera={camera} left={countdown.left} />}
      {stage.name === "looking" && <LookingView photo={stage.photo} />}
      {stage.name === "nearest" && <NearestView {...stage} actions={actions} onChoose={choose} trouble={failure} />}
      {stage.name === "partners" && <PartnersView {...stage} actions={actions} onChoose={choose} />}
    </main>
  );
}

/** A screen reader hears the new screen from its top. */
function useFocusOnChange(stage: string) {
  const known = useRef(stage);
  useEffect(() => {
    if (known.current === stage) return;
    known.current = stage;
    document.querySelector<HTMLElement>("#main h1")?.focus();
    window.scrollTo(0, 0);
  }, [stage]);
}
