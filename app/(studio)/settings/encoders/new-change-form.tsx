"use client";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import { NewChange } from "@/lib/encoders/schema";

const kinds = [
  { key: "builtin", name: "The built-in one", note: "Small and quick, comes with Toile, needs no network." },
  {
    key: "dir:",
    name: "A file on the server",
    note: "An ONNX file with its preprocessing beside it, as FILE.onnx.json.",
    label: "Path of the file",
    placeholder: "models/mobilenet_v2.onnx",
  },
  {
    key: "hub:",
    name: "A model of the hub",
    note: "Loaded once, its sha256 checked and its licence shown; works from a mirror by TOILE_HUB.",
    label: "OWNER/NAME",
    placeholder: "owner/model",
  },
] as const;
type Kind = (typeof kinds)[number];

const field = "mt-1 block min-h-9 w-full rounded-md border border-edge bg-raised px-3 font-normal";

/** Which encoder to look at. Looking costs nothing: what it takes is told before anything is embedded. */
export function NewChangeForm({ onStart }: { onStart: (source: string) => Promise<void> }) {
  const [kind, setKind] = useState<Kind>(kinds[0]);
  const [name, setName] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const start = async (event: React.FormEvent) => {
    event.preventDefault();
    const source = kind.key === "builtin" ? kind.key : `${kind.key}${name.trim()}`;
    const wanted = NewChange.safeParse({ source });
    setFault(wanted.success ? null : (wanted.error.issues[0]?.message ?? null));
    if (!wanted.success) return;
    setIsBusy(true);
    await onStart(source);
    setIsBusy(false);
  };
  return (
    <form onSubmit={start} noValidate>
      <fieldset>
        <legend className="text-lead font-semibold">Another encoder</legend>
        <div className="mt-3 border-b border-line">
          {kinds.map((one) => (
            <label key={one.key} className="flex gap-3 border-t border-line py-3">
              <input
                type="radio"
                name="kind"
                checked={kind === one}
                onChange={() => setKind(one)}
                className="mt-1 size-4 shrink-0 accent-accent"
              />
              <span>
                <span className="block font-medium">{one.name}</span>
                <span className="block text-small text-ink-soft">{one.note}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      {"label" in kind && (
        <label className="mt-4 block max-w-xl font-medium">
          {kind.label}
          <input
            value={name}
            maxLength={480}
            placeholder={kind.placeholder}
            onChange={(event) => setName(event.target.value)}
            className={field}
          />
        </label>
      )}
      {fault && (
        <div className="mt-3">
          <Notice>{fault}</Notice>
        </div>
      )}
      <div className="mt-4 flex flex-wrap items-center gap-3">
        <Button kind="primary" type="submit" disabled={isBusy || ("label" in kind && name.trim() === "")}>
          Look at it
        </Button>
        <p className="text-small text-ink-soft">Nothing is embedded before you have seen what it takes.</p>
      </div>
    </form>
  );
}
