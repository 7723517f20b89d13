import { useId } from "react";
import { count, counted } from "@/app/_ui/figures";
import type { Head } from "@/lib/models/schema";
import type { HeadRetrain, Since } from "@/lib/training/retrain/schema";
import { headWords } from "../../training/words";
import { CheckRow } from "./check-row";
import { paysNow } from "./pays-now";

type Props = { head: Head; rules: HeadRetrain; news: Since; onChange: (part: Partial<HeadRetrain>) => void };

/** So many by default when the rule is switched on: a day's work of a small team. */
const usualLabels = 500;

/** One network's rules, each with what it stands at now. */
export function HeadRules({ head, rules, news, onChange }: Props) {
  const id = useId();
  const { everyLabels, nightly, whenItPays } = rules;
  return (
    <fieldset data-head={head}>
      <legend className="text-lead font-semibold">{headWords[head].name}</legend>
      <p className="text-small text-ink-soft">
        {counted(news.labels, "new answer")} {news.lastRunAt ? "since its last run began" : "so far; no run yet"}
        {news.imports > 0 && `, ${counted(news.imports, "import")}`}.
      </p>
      <div className="mt-3 border-b border-line">
        <CheckRow
          name="After so many new answers"
          note="Counted since the last run began, whoever started it."
          isOn={everyLabels !== null}
          onChange={(isOn) => onChange({ everyLabels: isOn ? usualLabels : null })}
        >
          {everyLabels !== null && (
            <span className="flex items-center gap-2">
              <label htmlFor={id} className="sr-only">
                Answers between two runs of {headWords[head].name.toLowerCase()}
              </label>
              <input
                id={id}
                type="number"
                min={50}
                max={100_000}
                step={50}
                value={everyLabels}
                onChange={(event) => onChange({ everyLabels: Math.round(Number(event.target.value)) })}
                className="tabular min-h-9 w-28 rounded-md border border-edge bg-raised px-2 text-right"
              />
              <span className="text-small text-ink-soft">
                {news.labels < everyLabels ? `in ${count(everyLabels - news.labels)}` : "due now"}
              </span>
            </span>
          )}
        </CheckRow>
        <CheckRow
          name="Every night"
          note="When there are new answers or a new import since the last run."
          isOn={nightly}
          onChange={(isOn) => onChange({ nightly: isOn })}
        />
        {whenItPays !== undefined && (
          <CheckRow
            name="When it pays"
            note={`As soon as what the answers since have taught is sure to foretell others better than the version that serves. ${paysNow(news.learnt)}`}
            isOn={whenItPays}
            onChange={(isOn) => onChange({ whenItPays: isOn })}
          />
        )}
      </div>
    </fieldset>
  );
}
