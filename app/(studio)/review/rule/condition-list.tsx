"use client";
import clsx from "clsx";
import { count, counted, percent } from "@/app/_ui/figures";
import type { RuleProposals } from "@/lib/flags/catalogue-rules/schema";
import type { RuleDraftState } from "./use-rule-draft";

type Props = { proposals: RuleProposals; draft: RuleDraftState };

/** What the product of the flag is like, each with what the catalogue says of those that are like it: tick what makes it
 *  so. The proposed ones come first and are ticked. */
export function ConditionList({ proposals, draft }: Props) {
  const { conditions, group, proposed } = proposals;
  return (
    <fieldset>
      <legend className="font-medium">Products with all of this</legend>
      <p className="text-small text-ink-soft">
        {group > 1 ? `Shared by ${counted(group, "flag")} like this one.` : "From this one flag; no other is like it."}
      </p>
      <ul className="mt-2 max-h-[19rem] divide-y divide-line overflow-y-auto border-y border-line">
        {conditions.map(({ words, products, precision, coverage }, i) => (
          <li key={words}>
            <label
              className={clsx(
                "flex min-h-10 cursor-pointer items-center gap-3 px-1 py-1.5 hover:bg-sunken",
                draft.chosen[i] && "bg-accent-wash",
              )}
            >
              <input
                // biome-ignore lint/a11y/noAutofocus: the dialog was opened to choose here.
                autoFocus={i === 0}
                type="checkbox"
                checked={draft.chosen[i] ?? false}
                onChange={() => draft.toggle(i)}
                className="size-4 shrink-0 accent-(--accent)"
              />
              <span className="min-w-0 flex-1 text-pretty">{words}</span>
              <span className="tabular shrink-0 text-right text-small text-ink-soft">
                {percent(precision)} of {count(products)} are {proposed.name}
                {group > 1 && coverage < 1 && <span className="block">{percent(coverage)} of these flags</span>}
              </span>
            </label>
          </li>
        ))}
      </ul>
      <label className="mt-3 block text-small text-ink-soft">
        And these words in the title
        <input
          value={draft.title}
          maxLength={120}
          placeholder="pyjama"
          onChange={(event) => draft.setTitle(event.target.value)}
          className="mt-1 block w-full rounded-md border border-edge bg-transparent px-3 py-2 text-body text-ink placeholder:text-ink-faint"
        />
      </label>
    </fieldset>
  );
}
