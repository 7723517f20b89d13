"use client";
import Link from "next/link";
import { useOutboxState } from "@/app/_client/outbox-provider";
import { counted } from "@/app/_ui/figures";

/** The line under the frame: there only when there is something to tell. */
export function WorldLine() {
  const { waiting, stopped } = useOutboxState();
  if (!stopped) return null;
  return (
    <p role="status" className="appear bg-sunken px-4 py-1.5 text-center text-small">
      {stopped === "offline" && <>{counted(waiting, "answer waits", "answers wait")} for the network; keep going.</>}
      {stopped === "sign-in" && (
        <>
          You are signed out; {counted(waiting, "answer is", "answers are")} kept on this device.{" "}
          <Link href="/sign-in" className="font-medium text-accent underline underline-offset-2">
            Sign in again
          </Link>
        </>
      )}
    </p>
  );
}
