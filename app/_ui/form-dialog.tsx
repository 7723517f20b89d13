"use client";
import type { ReactNode } from "react";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { Notice } from "./notice";

type Props = {
  title: string;
  failure: string | null;
  isBusy: boolean;
  onSave: (form: FormData) => void;
  /** What the button that sends it says, where "Save" would tell too little. */
  saveLabel?: string;
  isIncomplete?: boolean;
  onClose: () => void;
  /** Takes away what the dialog is about; stands apart from Save. */
  removal?: { label: string; onRemove: () => void };
  children: ReactNode;
};

/** A dialog around one form: what went wrong on top, its fields, and one way on and one way out below. */
export function FormDialog({
  title,
  failure,
  isBusy,
  onSave,
  saveLabel = "Save",
  isIncomplete = false,
  onClose,
  removal,
  children,
}: Props) {
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <form action={onSave} className="space-y-4 px-6 pt-2 pb-6">
        {failure && <Notice>{failure}</Notice>}
        {children}
        <div className="flex flex-wrap justify-end gap-3">
          {removal && (
            <Button kind="plain" className="mr-auto" disabled={isBusy} onClick={removal.onRemove}>
              {removal.label}
            </Button>
          )}
          <Button kind="plain" onClick={onClose}>
            Not now
          </Button>
          <Button type="submit" kind="primary" disabled={isBusy || isIncomplete}>
            {isBusy ? "Saving" : saveLabel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
