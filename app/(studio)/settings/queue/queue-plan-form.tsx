"use client";
import { useState } from "react";
import { call } from "@/app/_client/api";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import { QueuePlan } from "@/lib/queue/schema";
import { NumberField } from "../number-field";
import { CostBar } from "./cost-bar";
import { CostInLabels, type Pace } from "./cost-in-labels";
import { isSamePlan, shareWords } from "./plan-words";

const defaults = QueuePlan.parse({});
const toPercent = (share: number) => Math.round(share * 1_000) / 10;

/** The plan, its cost while it is changed, and one button that puts it in force. */
export function QueuePlanForm({ plan: stored, pace }: { plan: QueuePlan; pace: Pace }) {
  const [saved, setSaved] = useState(stored);
  const [plan, setPlan] = useState(stored);
  const [state, setState] = useState<"idle" | "saving" | "saved">("idle");
  const [failure, setFailure] = useState<string | null>(null);
  const change = (part: Partial<QueuePlan>) => {
    setPlan((old) => ({ ...old, ...part }));
    setState("idle");
  };
  const save = async () => {
    setState("saving");
    const answer = await call<QueuePlan>("/api/queue/plan", { body: plan });
    setFailure(answer.ok ? null : answer.sentence);
    if (answer.ok) setSaved(plan);
    setState(answer.ok ? "saved" : "idle");
  };
  const isChanged = !isSamePlan(plan, saved);
  return (
    <div className="mt-8 space-y-8">
      <div>
        <CostBar plan={plan} />
        <CostInLabels plan={plan} pace={pace} />
      </div>
      <div className="border-b border-line">
        {shareWords.map(({ key, name, buys, most }) => (
          <NumberField
            key={key}
            name={name}
            note={buys}
            unit="%"
            value={toPercent(plan[key])}
            most={toPercent(most)}
            step={0.5}
            onChange={(value) => change({ [key]: value / 100 })}
          />
        ))}
        <NumberField
          name="Opinions per pair"
          note="How many people judge a pair that gets second opinions, the first one included. More tell apart a hard pair from a slip."
          unit="people"
          value={plan.opinions}
          least={2}
          most={5}
          step={1}
          onChange={(opinions) => change({ opinions })}
        />
        <NumberField
          name="A repeat comes after"
          note="Long enough to forget the first answer, at the earliest."
          unit="hours"
          value={plan.repeatAfterHours}
          most={336}
          step={1}
          onChange={(repeatAfterHours) => change({ repeatAfterHours })}
        />
        <NumberField
          name="Candidates of one garment in a row"
          note="Several pairs of one garment after each other are quicker to judge. 1 never groups them."
          unit="at most"
          value={plan.perAnchor}
          least={1}
          most={5}
          step={1}
          onChange={(perAnchor) => change({ perAnchor })}
        />
      </div>
      {failure && <Notice>{failure}</Notice>}
      <div className="flex flex-wrap items-center gap-3">
        <Button kind="primary" disabled={!isChanged || state === "saving"} onClick={save}>
          {state === "saving" ? "Saving" : "Put in force"}
        </Button>
        <Button kind="plain" disabled={isSamePlan(plan, defaults)} onClick={() => change(defaults)}>
          Back to the defaults
        </Button>
        <p role="status" className="text-small text-ink-soft">
          {state === "saved" &&
            "In force. Checks follow it from the next answer on; random places and rows of one garment from the next ranking."}
        </p>
      </div>
    </div>
  );
}
