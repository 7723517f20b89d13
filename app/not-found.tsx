import Link from "next/link";
import { buttonLook } from "./_ui/button";
import { EmptyState } from "./_ui/empty-state";

export default function NotFound() {
  return (
    <main>
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
    </main>
  );
}
