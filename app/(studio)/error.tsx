"use client";
import { Button } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";

export default function StudioError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <EmptyState
      title="This page could not be drawn"
      action={
        <Button kind="primary" onClick={reset}>
          Try again
        </Button>
      }
    >
      <p>Nothing was lost: answers are kept on this device until they are stored.</p>
      {error.digest && <p className="mt-3 text-small">For your administrator: {error.digest}</p>}
    </EmptyState>
  );
}
