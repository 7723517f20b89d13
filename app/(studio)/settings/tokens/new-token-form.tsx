"use client";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import type { NewToken, Scope } from "@/lib/tokens/schema";
import { scopeWords } from "./scope-words";

type Props = {
  grantable: Scope[];
  failure: string | null;
  onMake: (wanted: NewToken) => Promise<void>;
  onClose: () => void;
};

const lives = [
  { days: 30, words: "30 days" },
  { days: 90, words: "90 days" },
  { days: 365, words: "A year" },
  { days: null, words: "Until it is revoked" },
] as const;
const field = "mt-1 block min-h-9 w-full rounded-md border border-edge bg-raised px-3";

export function NewTokenForm({ grantable, failure, onMake, onClose }: Props) {
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<Scope[]>([]);
  const [days, setDays] = useState<number | null>(90);
  const [isBusy, setIsBusy] = useState(false);
  const toggle = (scope: Scope) =>
    setScopes((old) => (old.includes(scope) ? old.filter((one) => one !== scope) : [...old, scope]));
  const make = async (event: React.FormEvent) => {
    event.preventDefault();
    setIsBusy(true);
    await onMake({ name, scopes, days });
    setIsBusy(false);
  };
  return (
    <form onSubmit={make} className="space-y-5 px-6 pt-3 pb-6">
      <label className="block font-medium">
        Which program is it for?
        <input
          data-first
          required
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.target.value)}
          className={`${field} font-normal`}
        />
      </label>
      <fieldset>
        <legend className="font-medium">It may</legend>
        {grantable.map((scope) => (
          <label
            key={scope}
            className="grid min-h-8 grid-cols-[1rem_minmax(0,1fr)] items-baseline gap-x-3 py-1 sm:grid-cols-[1rem_minmax(0,1fr)_auto]"
          >
            <input
              type="checkbox"
              checked={scopes.includes(scope)}
              onChange={() => toggle(scope)}
              className="size-4 translate-y-0.5 accent-accent"
            />
            {scopeWords[scope]}
            <code className="text-small text-ink-soft max-sm:col-start-2">{scope}</code>
          </label>
        ))}
      </fieldset>
      <label className="block font-medium">
        For how long
        <select
          value={days ?? ""}
          onChange={(event) => setDays(event.target.value === "" ? null : Number(event.target.value))}
          className={`${field} font-normal`}
        >
          {lives.map(({ days, words }) => (
            <option key={words} value={days ?? ""}>
              {words}
            </option>
          ))}
        </select>
      </label>
      {failure && <Notice>{failure}</Notice>}
      <div className="flex justify-end gap-3">
        <Button kind="plain" onClick={onClose}>
          Cancel
        </Button>
        <Button kind="primary" type="submit" disabled={isBusy || name.trim() === "" || scopes.length === 0}>
          {isBusy ? "Making" : "Make it"}
        </Button>
      </div>
    </form>
  );
}
