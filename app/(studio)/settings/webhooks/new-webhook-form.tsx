"use client";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import { NewWebhook } from "@/lib/webhooks/schema";

const field = "mt-1 block min-h-9 w-full rounded-md border border-edge bg-raised px-3 font-normal";

/** Name and address of another webhook. What is wrong with them is said before anything is sent. */
export function NewWebhookForm({
  isFirst,
  onMake,
}: {
  isFirst: boolean;
  onMake: (wanted: NewWebhook) => Promise<boolean>;
}) {
  const [name, setName] = useState("");
  const [url, setUrl] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const make = async (event: React.FormEvent) => {
    event.preventDefault();
    const wanted = NewWebhook.safeParse({ name, url: url.trim() });
    setFault(wanted.success ? null : (wanted.error.issues[0]?.message ?? null));
    if (!wanted.success || !(await onMake(wanted.data))) return;
    setName("");
    setUrl("");
  };
  return (
    <form onSubmit={make} noValidate>
      <h2 className="text-lead font-semibold">{isFirst ? "The first webhook" : "Another webhook"}</h2>
      <div className="mt-3 grid gap-4 sm:grid-cols-[1fr_2fr_auto] sm:items-end">
        <label className="block font-medium">
          Who listens
          <input
            value={name}
            maxLength={80}
            placeholder="Product database"
            onChange={(event) => setName(event.target.value)}
            className={field}
          />
        </label>
        <label className="block font-medium">
          Address
          <input
            type="url"
            value={url}
            placeholder="https://"
            onChange={(event) => setUrl(event.target.value)}
            className={field}
          />
        </label>
        <Button kind="primary" type="submit" disabled={name.trim() === "" || url.trim() === ""}>
          Add it
        </Button>
      </div>
      {fault && (
        <div className="mt-3">
          <Notice>{fault}</Notice>
        </div>
      )}
    </form>
  );
}
