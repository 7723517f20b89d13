"use client";
import { useState } from "react";
import { Button } from "./button";

/** Copies a text, and says so. Without leave for the clipboard (plain http) it says that the text is there to be marked. */
export function CopyButton({ text, label = "Copy" }: { text: string; label?: string }) {
  const [said, setSaid] = useState<"" | "Copied" | "Mark it and copy by hand">("");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid("Copied");
    } catch {
      // No clipboard here, or no leave to use it.
      setSaid("Mark it and copy by hand");
    }
  };
  return (
    <span className="inline-flex items-center gap-3">
      <span role="status" className="text-small text-ink-soft">
        {said}
      </span>
      <Button onClick={copy}>{label}</Button>
    </span>
  );
}
