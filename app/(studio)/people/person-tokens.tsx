"use client";
import { Button } from "@/app/_ui/button";
import { counted } from "@/app/_ui/figures";

type Props = { tokens: number; isBusy: boolean; onRevoke: () => void };

/** What a new password leaves as it is: the programs that work in the person's name. */
export const PersonTokens = ({ tokens, isBusy, onRevoke }: Props) => (
  <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
    <p className="min-w-56 flex-1 text-small text-ink-soft">
      {tokens === 0
        ? "No program works in this person’s name."
        : `${counted(tokens, "API token works", "API tokens work")} in this person’s name. A new password does not stop ${tokens === 1 ? "it" : "them"}; deactivating does.`}
    </p>
    {tokens > 0 && (
      <Button disabled={isBusy} onClick={onRevoke}>
        {tokens === 1 ? "Revoke it" : "Revoke all"}
      </Button>
    )}
  </div>
);
