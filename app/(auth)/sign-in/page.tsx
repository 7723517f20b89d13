import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { currentSession } from "@/lib/http/current-session";
import { allow } from "@/lib/users/allow";
import { SignInForm } from "./sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignIn({ searchParams }: { searchParams: Promise<{ error?: string }> }) {
  const allowed = await allow(await currentSession(), "judge-pairs");
  if (allowed.ok) redirect("/");
  const { error } = await searchParams;
  return (
    <main className="grid min-h-dvh place-items-center px-6 py-12">
      <div className="w-full max-w-88">
        <Cloth />
        <h1 className="mt-8">Toile</h1>
        <p className="mt-2 text-ink-soft">Sign in to go on with your collection.</p>
        <SignInForm error={error} />
      </div>
    </main>
  );
}

/** A square of plain weave: what a toile is made of. */
function Cloth() {
  const threads = [0, 1, 2, 3, 4, 5];
  return (
    <svg viewBox="0 0 48 48" className="w-14 text-ink" fill="currentColor" aria-hidden>
      {threads.flatMap((row) =>
        threads.map((column) => {
          const isOver = (row + column) % 2 === 0;
          const [w, h] = isOver ? [7, 3] : [3, 7];
          return (
            <rect
              key={`${row}-${column}`}
              x={column * 8 + 4 - w / 2}
              y={row * 8 + 4 - h / 2}
              width={w}
              height={h}
              rx="0.5"
            />
          );
        }),
      )}
    </svg>
  );
}
