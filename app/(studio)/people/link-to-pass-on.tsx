"use client";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import type { Invitation } from "@/lib/users/schema";

/** A link that is shown this once, to be handed to its person. */
export function LinkToPassOn({ invitation, name }: { invitation: Invitation; name: string }) {
  const [isCopied, setIsCopied] = useState(false);
  // Behind the hash, so that no server's log ever holds it.
  const link = `${window.location.origin}/join#${invitation.token}`;
  const until = new Date(invitation.expiresAt).toLocaleDateString("en-GB", { day: "numeric", month: "long" });
  return (
    <div className="mt-4 space-y-3">
      <p>
        Pass this link on to {name}. It sets a password, works once, and holds until {until}. It is not shown again.
      </p>
      <input
        readOnly
        aria-label="Link to pass on"
        value={link}
        onFocus={(event) => event.target.select()}
        className="min-h-9 w-full rounded-md border border-edge bg-sunken px-3 text-small"
      />
      <Button onClick={() => void navigator.clipboard?.writeText(link).then(() => setIsCopied(true))}>
        Copy the link
      </Button>
      <span role="status" className="ml-3 text-small text-ink-soft">
        {isCopied && "Copied."}
      </span>
    </div>
  );
}
