"use client";
import type { ReactNode } from "react";
import { Button } from "@/app/_ui/button";
import { CopyButton } from "@/app/_ui/copy-button";

type Props = { secret: string; children: ReactNode; onClose: () => void };

export const ShownOnce = ({ secret, children, onClose }: Props) => (
  <div className="px-6 pt-2 pb-6">
    <p className="text-pretty text-ink-soft">{children}</p>
    <code className="mt-4 block rounded-md bg-sunken px-3 py-2 text-small break-all select-all">{secret}</code>
    <div className="mt-5 flex flex-wrap justify-end gap-3">
      <CopyButton text={secret} />
      <Button kind="primary" onClick={onClose}>
        I have it
      </Button>
    </div>
  </div>
);
