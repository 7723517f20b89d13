"use client";
import clsx from "clsx";
import { type ReactNode, useRef, useState } from "react";
import { Button } from "@/app/_ui/button";
import { chosenFiles, type DroppedFile, filesOf } from "./upload";

type Props = {
  label: string;
  children: ReactNode;
  accept?: string;
  /** Names the button that chooses a folder; absent: single files alone. */
  folderButton?: string;
  isBusy?: boolean;
  isSmall?: boolean;
  onFiles: (files: DroppedFile[]) => void;
};

/** A place to drop files on, which is a button for those who choose them. */
export function DropZone({ label, children, accept, folderButton, isBusy, isSmall, onFiles }: Props) {
  const [isOver, setIsOver] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const choose = (list: FileList | null) => {
    const files = chosenFiles(list);
    if (files.length > 0) onFiles(files);
  };
  return (
    <section
      aria-label={label}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={async (event) => {
        event.preventDefault();
        setIsOver(false);
        if (isBusy) return;
        const files = await filesOf(event.dataTransfer);
        if (files.length > 0) onFiles(files);
      }}
      className={clsx(
        "rounded-lg border border-dashed px-6 text-center transition-colors",
        isSmall ? "py-5" : "py-12",
        isOver ? "border-accent bg-accent-wash" : "border-edge",
      )}
    >
      <div className="mx-auto max-w-md text-ink-soft">{children}</div>
      <div className="mt-4 flex flex-wrap justify-center gap-3">
        <Button kind={isSmall ? "outline" : "primary"} disabled={isBusy} onClick={() => file.current?.click()}>
          {label}
        </Button>
        {folderButton && (
          <Button disabled={isBusy} onClick={() => folder.current?.click()}>
            {folderButton}
          </Button>
        )}
      </div>
      <input
        ref={file}
        type="file"
        hidden
        aria-label={label}
        accept={accept}
        multiple={Boolean(folderButton)}
        onChange={(event) => {
          choose(event.target.files);
          event.target.value = "";
        }}
      />
      {folderButton && (
        <input
          ref={folder}
          type="file"
          hidden
          aria-label={folderButton}
          {...{ webkitdirectory: "" }}
          onChange={(event) => {
            choose(event.target.files);
            event.target.value = "";
          }}
        />
      )}
    </section>
  );
}
