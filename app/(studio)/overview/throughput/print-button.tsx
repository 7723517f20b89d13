"use client";
import { useEffect } from "react";
import { Button } from "@/app/_ui/button";

/** Prints the page with every table open: paper can't be unfolded. */
export function PrintButton() {
  useEffect(() => {
    const folded: HTMLDetailsElement[] = [];
    const open = () => {
      folded.push(...document.querySelectorAll<HTMLDetailsElement>("main details:not([open])"));
      for (const one of folded) one.open = true;
    };
    const close = () => {
      for (const one of folded.splice(0)) one.open = false;
    };
    window.addEventListener("beforeprint", open);
    window.addEventListener("afterprint", close);
    return () => {
      window.removeEventListener("beforeprint", open);
      window.removeEventListener("afterprint", close);
    };
  }, []);
  return <Button onClick={() => window.print()}>Print</Button>;
}
