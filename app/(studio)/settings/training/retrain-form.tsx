"use client";
import { useState } from "react";
import { call } from "@/app/_client/api";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import { Head } from "@/lib/models/schema";
import { type HeadRetrain, RetrainRules, type Since } from "@/lib/training/retrain/schema";
import { HeadRules } from "./head-rules";
import { NightClock } from "./night-clock";

type Props = { rules: RetrainRules; news: Record<Head, Since> };

/** Both networks' rules, the hour of the night, and one button that puts all of it in force. */
export function RetrainForm({ rules: stored, news }: Props) {
  const [saved, setSaved] = useState(stored);
  const [rules, setRules] = useState(stored);
  const [state, setState] = useState<"idle" | "saving" | "saved">("idle");
  const [failure, setFailure] = useState<string | null>(null);
  const change = (part: Partial<RetrainRules>) => {
    setRules((old) => ({ ...old, ...part }));
    setState("idle");
  };
  const save = async () => {
    // A number half typed is told about beside the button, not sent.
    const parsed = RetrainRules.safeParse(rules);
    if (!parsed.success) return setFailure(parsed.error.issues[0]?.message ?? null);
    setState("saving");
    const answer = await call<RetrainRules>("/api/training/rules", { body: parsed.data });
    setFailure(answer.ok ? null : answer.sentence);
    if (answer.ok) setSaved(rules);
    setState(answer.ok ? "saved" : "idle");
  };
  const isChanged = JSON.stringify(rules) !== JSON.stringify(saved);
  const isNightly = rules.compatibility.nightly || rules.category.nightly;
  return (
    <form
      className="mt-8 space-y-10"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {Head.options.map((head) => (
        <HeadRules
          key={head}
          head={head}
          rules={rules[head]}
          news={news[head]}
          onChange={(part: Partial<HeadRetrain>) => change({ [head]: { ...rules[head], ...part } })}
        />
      ))}
      <NightClock hour={rules.hour} timeZone={rules.timeZone} isUsed={isNightly} onChange={change} />
      {failure && <Notice>{failure}</Notice>}
      <div className="flex flex-wrap items-center gap-3">
        <Button kind="primary" type="submit" disabled={!isChanged || state === "saving"}>
          {state === "saving" ? "Saving" : "Put in force"}
        </Button>
        <p role="status" className="text-small text-ink-soft">
          {state === "saved" && "In force. A worker follows it within a minute."}
        </p>
      </div>
    </form>
  );
}
