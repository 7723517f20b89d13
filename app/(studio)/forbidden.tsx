import Link from "next/link";
import { buttonLook } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";

export default function Forbidden() {
  return (
    <EmptyState
      title="Your role does not open this"
      action={
        <Link href="/" className={buttonLook("primary")}>
          Back to your work
        </Link>
      }
    >
      An admin of your house can change what you may open.
    </EmptyState>
  );
}
