"use client";
import clsx from "clsx";
import type { ReactNode } from "react";
import { KeyCap } from "../_ui/key-cap";
import type { Actions, Command, Place } from "./command";
import { useKeyOf } from "./preferences";

type Props<P extends Place> = {
  command: Command<string, P>;
  on: Actions[P];
  place?: Place;
  className?: string;
  children?: ReactNode;
  isKeyHidden?: boolean;
  pressed?: boolean;
};

/** A command as a button, with its key beside its word. Not `disabled` but `aria-disabled`: focus stays where it was. */
export function CommandButton<P extends Place>({
  command,
  on,
  place,
  className,
  children,
  isKeyHidden,
  pressed,
}: Props<P>) {
  const isEnabled = command.enabled(on);
  const key = useKeyOf()(command, place ?? command.where);
  return (
    <button
      type="button"
      aria-disabled={!isEnabled}
      aria-keyshortcuts={key ?? undefined}
      aria-pressed={pressed}
      data-command={command.id}
      onClick={() => isEnabled && command.run(on)}
      className={clsx("inline-flex min-h-9 items-center gap-2 rounded-md aria-disabled:cursor-default", className)}
    >
      {children ?? command.title}
      {key && !isKeyHidden && (
        <span aria-hidden className="pointer-coarse:hidden">
          <KeyCap of={key} />
        </span>
      )}
    </button>
  );
}
