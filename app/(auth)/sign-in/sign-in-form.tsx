"use client";
import { signIn } from "next-auth/react";
import { type FormEvent, useState } from "react";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import { sentenceOf } from "@/lib/http/failures";

const sentences: Record<string, string> = {
  CredentialsSignin: "That address and password do not belong together. Look at both again.",
  "too-many": sentenceOf["too-many"],
};
const unknown = "Signing in did not work. Try again; if it stays so, ask your admin.";

const field = "mt-1.5 block w-full rounded-md border border-edge bg-raised px-3 py-2.5 text-body";

/** Asks next-auth; goes on to the first place of the person's role. */
export function SignInForm({ error }: { error?: string }) {
  const [failure, setFailure] = useState(error ? (sentences[error] ?? unknown) : null);
  const [isBusy, setIsBusy] = useState(false);
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setIsBusy(true);
    const { email, password } = Object.fromEntries(new FormData(event.currentTarget));
    const answer = await signIn("credentials", { email, password, redirect: false }).catch(() => undefined);
    if (answer?.ok && !answer.error) return window.location.assign("/");
    setFailure(sentences[answer?.error ?? ""] ?? unknown);
    setIsBusy(false);
  }
  return (
    <form onSubmit={submit} className="mt-8 space-y-5">
      {failure && <Notice>{failure}</Notice>}
      <label className="block text-small font-medium">
        E-mail
        <input name="email" type="email" autoComplete="username" required className={field} />
      </label>
      <label className="block text-small font-medium">
        Password
        <input name="password" type="password" autoComplete="current-password" required className={field} />
      </label>
      <Button type="submit" kind="primary" disabled={isBusy} className="min-h-11 w-full">
        {isBusy ? "Signing in" : "Sign in"}
      </Button>
    </form>
  );
}
