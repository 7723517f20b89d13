import Link from "next/link";
import { buttonLook } from "./button";
import { EmptyState } from "./empty-state";

/** What an address shows that leads to nothing, or to what is no more. */
export const NothingHere = () => (
  <EmptyState
    title="Nothing hangs here"
    action={
      <Link href="/" className={buttonLook("primary")}>
        Back to the studio
      </Link>
    }
  >
    The address may be old, or a letter off.
  </EmptyState>
);
