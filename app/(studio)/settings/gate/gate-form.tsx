"use client";
import { useState } from "react";
import { call } from "@/app/_client/api";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import { GateRules } from "@/lib/models/evaluation/schema";
import { NumberField } from "../number-field";
import { contradictionIn, gateFields } from "./gate-words";

const defaults = GateRules.parse({});
const isSame = (a: GateRules, b: GateRules) => gateFields.every(({ key }) => a[key] === b[key]);
/** .005 → .5, without the dust of binary fractions. */
const shown = (value: number, isPoints?: boolean) => (isPoints ? Math.round(value * 10_000) / 100 : value);
const stored = (value: number, isPoints?: boolean) => (isPoints ? Math.round(value * 100) / 10_000 : Math.round(value));

/** The thresholds, and one button that puts them in force. */
export function GateForm({ rules: initial }: { rules: GateRules }) {
  const [saved, setSaved] = useState(initial);
  const [rules, setRules] = useState(initial);
  const [state, setState] = useState<"idle" | "saving" | "saved">("idle");
  const [failure, setFailure] = useState<string | null>(null);
  const change = (part: Partial<GateRules>) => {
    setRules((old) => ({ ...old, ...part }));
    setState("idle");
  };
  const save = async () => {
    setState("saving");
    const answer = await call<GateRules>("/api/models/gate-rules", { body: rules });
    setFailure(answer.ok ? null : answer.sentence);
    if (answer.ok) setSaved(rules);
    setState(answer.ok ? "saved" : "idle");
  };
  const contradiction = contradictionIn(rules);
  return (
    <div className="mt-8 space-y-6">
      <div className="border-b border-line">
        {gateFields.map(({ key, isPoints, ...field }) => (
          <NumberField
            key={key}
            {...field}
            value={shown(rules[key], isPoints)}
            onChange={(value) => change({ [key]: stored(value, isPoints) })}
          />
        ))}
      </div>
      {contradiction && <Notice>{contradiction}</Notice>}
      {failure && <Notice>{failure}</Notice>}
      <div className="flex flex-wrap items-center gap-3">
        <Button
          kind="primary"
          disabled={isSame(rules, saved) || state === "saving" || contradiction !== null}
          onClick={save}
        >
          {state === "saving" ? "Saving" : "Put in force"}
        </Button>
        <Button kind="plain" disabled={isSame(rules, defaults)} onClick={() => change(defaults)}>
          Back to the defaults
        </Button>
        <p role="status" className="text-small text-ink-soft">
          {state === "saved" &&
            "In force. Versions that wait are measured again by these rules; what serves goes on serving."}
        </p>
      </div>
    </div>
  );
}
