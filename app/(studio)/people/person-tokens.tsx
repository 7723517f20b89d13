"use client";
import { Button } from "@/app/_ui/button";
import { counted } from "@/app/_ui/figures";

type Props = { tokens: number; isBusy: boolean; onRevoke: () => void };

/** What a new password leaves as it is: the programs that work in the person's name. */
export function PersonTokens({ tokens, isBusy, onRevoke }: Props) {
  if (tokens === 0) return null;
  const isOne = tokens === 1;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <p className="min-w-56 flex-1 text-small text-ink-soft">
        {counted(tokens, "API token works", "API tokens work")} in this person’s name. A new password does not stop{" "}
        {isOne ? "it" : "them"}; deactivating does.
      </p>
      <Button disabled={isBusy} onClick={onRevoke}>
        {isOne ? "Revoke it" : "Revoke all"}
      </Button>
    </div>
  );
}
