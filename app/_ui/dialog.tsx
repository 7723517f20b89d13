"use client";
import clsx from "clsx";
import { type ReactNode, useEffect, useLayoutEffect, useRef } from "react";

type Props = {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  className?: string;
  isTitleHidden?: boolean;
};

/** A modal dialog: the browser's own, so focus is kept inside, Escape closes it and focus returns to where it was. */
export function Dialog({ title, isOpen, onClose, children, className, isTitleHidden }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen && !dialog.current?.open) {
      dialog.current?.showModal();
      dialog.current?.querySelector<HTMLElement>("[data-first]")?.focus();
    }
    if (!isOpen && dialog.current?.open) dialog.current.close();
  }, [isOpen]);
  // One that leaves the page while it is open would keep the focus with it.
  useLayoutEffect(() => {
    const element = dialog.current;
    return () => element?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click on the backdrop; the key for it is Escape, which the browser handles.
    <dialog
      ref={dialog}
      aria-label={title}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
      className={clsx("w-[min(36rem,calc(100vw-2rem))] rounded-lg bg-raised shadow-float", className)}
    >
      {isOpen && (
        <div className="appear">
          {!isTitleHidden && <h2 className="px-6 pt-5 text-lead font-semibold">{title}</h2>}
          {children}
        </div>
      )}
    </dialog>
  );
}
