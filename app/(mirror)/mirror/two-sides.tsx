import type { ReactNode } from "react";
import type { MirrorActions } from "@/app/_commands/command";
import { CommandButton } from "@/app/_commands/command-button";
import { mirror as commands } from "@/app/_commands/registry/mirror";
import { pressFull, pressLine } from "./looks";

type Props = { picture: ReactNode; actions: MirrorActions; isDeep?: boolean; children: ReactNode };

/** What it is about on top, or on the left of a wide screen; what was found beside it; the ways on under the thumb.
 *  isDeep: there is a step back that is not the start. */
export function TwoSides({ picture, actions, isDeep, children }: Props) {
  return (
    <div className="flex min-h-dvh flex-col landscape:md:flex-row">
      <div className="h-[38dvh] bg-mat landscape:md:sticky landscape:md:top-0 landscape:md:h-dvh landscape:md:w-[36%]">
        {picture}
      </div>
      <div className="flex min-w-0 flex-1 flex-col">
        <div className="flex-1 px-[5vmin] pt-[4.5vmin] pb-[4vmin]">{children}</div>
        <div className="sticky bottom-0 flex flex-wrap gap-3 border-t border-line bg-ground px-[5vmin] pt-4 pb-[max(1rem,env(safe-area-inset-bottom))]">
          {isDeep && <CommandButton command={commands.back} on={actions} className={pressLine} isKeyHidden />}
          <CommandButton command={commands.over} on={actions} className={pressFull} isKeyHidden />
        </div>
      </div>
    </div>
  );
}
