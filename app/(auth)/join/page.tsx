import type { Metadata } from "next";
import { JoinForm } from "./join-form";

export const metadata: Metadata = { title: "Your password", referrer: "no-referrer" };

/** Where a link from an admin leads; open to everyone, since who comes by it has no password yet. */
export default function Join() {
  return (
    <main className="grid min-h-dvh place-items-center px-6 py-12">
      <div className="w-full max-w-88">
        <h1>Toile</h1>
        <JoinForm />
      </div>
    </main>
  );
}
