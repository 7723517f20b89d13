"use client";
import { signIn } from "next-auth/react";
import { useState, useTransition } from "react";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Notice } from "@/app/_ui/notice";
import { change } from "./actions";

/** Takes the present password and another one, and signs this browser in with it: the change has ended every session. */
export function PasswordForm({ email }: { email: string }) {
  const [failure, setFailure] = useState<string | null>(null);
  const [isDone, setIsDone] = useState(false);
  const [isBusy, start] = useTransition();
  const submit = (form: FormData) =>
    start(async () => {
      const next = String(form.get("next"));
      setIsDone(false);
      if (next !== form.get("again")) return setFailure("The new password was not typed the same twice.");
      const answer = await change({ current: form.get("current"), next });
      setFailure(answer.ok ? null : answer.sentence);
      if (!answer.ok) return;
      const signedIn = await signIn("credentials", { email, password: next, redirect: false }).catch(() => undefined);
      if (signedIn?.ok && !signedIn.error) setIsDone(true);
      else window.location.assign("/sign-in");
    });
  return (
    <form action={submit} className="mt-6 max-w-sm space-y-4">
      {failure && <Notice>{failure}</Notice>}
      {/* So that a password manager knows whose it is. */}
      <input type="hidden" name="email" autoComplete="username" value={email} readOnly />
      <Field label="Present password" name="current" type="password" autoComplete="current-password" required />
      <Field
        label="New password"
        name="next"
        type="password"
        autoComplete="new-password"
        required
        minLength={10}
        note="At least 10 characters."
      />
      <Field
        label="New password, once more"
        name="again"
        type="password"
        autoComplete="new-password"
        required
        minLength={10}
      />
      <Button type="submit" kind="primary" disabled={isBusy}>
        {isBusy ? "Changing it" : "Change it"}
      </Button>
      <p role="status" className="text-small text-ink-soft">
        {isDone && "Changed. Every other session of yours has ended."}
      </p>
    </form>
  );
}
