"use client";
import Link from "next/link";
import { signIn } from "next-auth/react";
import { useEffect, useState, useTransition } from "react";
import { Button, buttonLook } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Notice } from "@/app/_ui/notice";
import { accept, lookUp } from "./actions";

/** Greets whom the link is for, takes a password, and signs them in. The token stands behind the hash, where no server's
 *  log sees it. */
export function JoinForm() {
  const [invited, setInvited] = useState<{ name: string; email: string } | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, start] = useTransition();
  useEffect(() => {
    void lookUp({ token: window.location.hash.slice(1) }).then((answer) =>
      answer.ok ? setInvited(answer.value) : setFailure(answer.sentence),
    );
  }, []);
  const submit = (form: FormData) =>
    start(async () => {
      const password = String(form.get("password"));
      const answer = await accept({ token: window.location.hash.slice(1), password });
      if (!answer.ok) return setFailure(answer.sentence);
      await signIn("credentials", { email: answer.value.email, password, redirect: false }).catch(() => undefined);
      window.location.assign("/");
    });
  if (!invited)
    return (
      <div className="mt-6 space-y-5">
        {failure ? <Notice>{failure}</Notice> : <p role="status">Looking the link up</p>}
        {failure && (
          <Link href="/sign-in" className={buttonLook("outline")}>
            Go to sign in
          </Link>
        )}
      </div>
    );
  return (
    <form action={submit} className="mt-2 space-y-5">
      <p className="text-ink-soft">
        Welcome, {invited.name}. Choose a password of your own, of at least 10 characters.
      </p>
      {failure && <Notice>{failure}</Notice>}
      <Field label="E-mail" name="email" type="email" autoComplete="username" readOnly value={invited.email} />
      <Field label="Password" name="password" type="password" autoComplete="new-password" required minLength={10} />
      <Button type="submit" kind="primary" disabled={isBusy} className="min-h-11 w-full">
        {isBusy ? "Signing in" : "Set it and sign in"}
      </Button>
    </form>
  );
}
