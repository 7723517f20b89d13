import type { MirrorActions } from "@/app/_commands/command";
import { CommandButton } from "@/app/_commands/command-button";
import { mirror as commands } from "@/app/_commands/registry/mirror";
import { photoUrl } from "@/lib/catalogue/schema";
import { display, large, pressFull, pressLine, pressQuiet } from "./looks";

type Props = { actions: MirrorActions; photos: string[]; trouble: string | null };

/** What a guest finds: the house's own garments, one question, two ways to answer it. */
export function StartView({ actions, photos, trouble }: Props) {
  return (
    <div className="flex min-h-dvh flex-col landscape:md:flex-row-reverse">
      {photos.length > 0 && (
        <ul aria-hidden className="flex h-[44dvh] bg-mat landscape:md:h-dvh landscape:md:w-1/2">
          {photos.map((sha256, place) => (
            <li key={sha256} className={`min-w-0 flex-1 ${place > 0 ? "landscape:md:hidden" : ""}`}>
              <img src={photoUrl(sha256, "large")} alt="" className="size-full object-cover object-top" />
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-1 flex-col px-[6vmin] pt-[5vmin] pb-[max(4vmin,env(safe-area-inset-bottom))]">
        <p className="flex items-baseline justify-between">
          <span className="text-small tracking-[0.28em] uppercase">Mirror</span>
          <CommandButton command={commands.leave} on={actions} className={pressQuiet}>
            Leave
          </CommandButton>
        </p>
        <div className="my-auto max-w-[38rem] py-[5vmin]">
          <h1 tabIndex={-1} className={display}>
            What are you wearing?
          </h1>
          <p className={`mt-[3vmin] max-w-[30rem] text-ink-soft ${large}`}>
            Show it to the mirror. You will see what we have that is closest to it, and what goes with that.
          </p>
          <div className="mt-[5vmin] flex flex-wrap gap-4">
            <CommandButton command={commands.camera} on={actions} className={pressFull} isKeyHidden />
            <CommandButton command={commands.photo} on={actions} className={pressLine} isKeyHidden />
          </div>
          {trouble && (
            <p role="alert" className={`appear mt-[4vmin] max-w-[32rem] border-l-2 border-alert pl-4 ${large}`}>
              {trouble}
            </p>
          )}
        </div>
        <p className="text-small text-ink-soft">Your photo is looked at once and kept nowhere.</p>
      </div>
    </div>
  );
}
