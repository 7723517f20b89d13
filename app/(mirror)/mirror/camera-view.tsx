import type { MirrorActions } from "@/app/_commands/command";
import { CommandButton } from "@/app/_commands/command-button";
import { mirror as commands } from "@/app/_commands/registry/mirror";
import type { Camera } from "./use-camera";

type Props = { actions: MirrorActions; camera: Camera; left: number | null };

const word = "min-h-14 px-4 text-[1.0625rem] text-[#fff]";

/** The camera as a mirror: what is left stays left. */
export function CameraView({ actions, camera, left }: Props) {
  return (
    <div className="fixed inset-0 bg-[#141312]">
      <h1 tabIndex={-1} className="sr-only">
        Stand so that the garment is seen whole
      </h1>
      <video
        ref={camera.video}
        autoPlay
        playsInline
        muted
        aria-label="What the camera sees"
        className="size-full -scale-x-100 object-cover"
      />
      {!camera.isReady && (
        <p className="absolute inset-0 grid place-items-center text-[#fff]">The camera is opening…</p>
      )}
      <p
        aria-live="assertive"
        className="pointer-events-none absolute inset-0 grid place-items-center font-display text-[min(46vmin,20rem)] leading-none font-[300] text-[#fff] [text-shadow:0_0_2rem_rgb(0_0_0/0.45)]"
      >
        {left}
      </p>
      <div className="absolute inset-x-0 bottom-0 grid grid-cols-3 items-center bg-[linear-gradient(to_top,rgb(0_0_0/0.8),transparent)] px-[4vmin] pt-24 pb-[max(4vmin,env(safe-area-inset-bottom))]">
        <CommandButton command={commands.back} on={actions} className={`${word} justify-self-start`} isKeyHidden />
        <CommandButton
          command={commands.take}
          on={actions}
          isKeyHidden
          className="group size-[5.5rem] place-self-center justify-center !rounded-full border-[3px] border-[#fff] aria-disabled:opacity-50"
        >
          <span className="size-[4.5rem] rounded-full bg-[#fff] transition-transform duration-100 group-active:scale-90" />
          <span className="sr-only">Take the photo, after three seconds</span>
        </CommandButton>
        <CommandButton command={commands.photo} on={actions} className={`${word} justify-self-end`} isKeyHidden />
      </div>
    </div>
  );
}
