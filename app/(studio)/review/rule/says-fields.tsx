"use client";
import type { CategoryNode } from "@/lib/catalogue/schema";
import type { RuleProposals } from "@/lib/flags/catalogue-rules/schema";
import type { RuleDraftState } from "./use-rule-draft";

type Props = { proposals: RuleProposals; categories: CategoryNode[]; draft: RuleDraftState };

/** Where those products belong, or never do; what happens to later ones; and what the rule is called. */
export function SaysFields({ proposals: { given, proposed }, categories, draft }: Props) {
  const { says, mode, categoryId, name } = draft.rule;
  const first = [proposed, given];
  const others = categories.filter(({ id }) => id !== given.id && id !== proposed.id);
  return (
    <div className="space-y-5">
      <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
        <fieldset className="flex gap-4">
          <legend className="sr-only">What the rule says</legend>
          <Choice name="says" isOn={says === "belongs"} onPick={() => draft.setSays("belongs")} words="belong in" />
          <Choice name="says" isOn={says === "never"} onPick={() => draft.setSays("never")} words="are never" />
        </fieldset>
        <select
          aria-label="Category"
          value={categoryId}
          onChange={(event) => draft.setCategory(Number(event.target.value))}
          className="min-h-9 min-w-40 flex-1 rounded-md border border-edge bg-transparent px-2.5 font-medium"
        >
          <optgroup label="On this flag">
            {first.map(({ id, name: word }) => (
              <option key={id} value={id}>
                {word}
              </option>
            ))}
          </optgroup>
          <optgroup label="All categories">
            {others.map(({ id, name: word }) => (
              <option key={id} value={id}>
                {word}
              </option>
            ))}
          </optgroup>
        </select>
      </div>
      {says === "belongs" ? (
        <fieldset>
          <legend className="text-small text-ink-soft">When a later import brings one that is filed elsewhere</legend>
          <div className="mt-1 flex flex-wrap gap-x-6">
            <Choice name="mode" isOn={mode === "fix"} onPick={() => draft.setMode("fix")} words="file it at once" />
            <Choice
              name="mode"
              isOn={mode === "flag"}
              onPick={() => draft.setMode("flag")}
              words="flag it for a look"
            />
          </div>
        </fieldset>
      ) : (
        <p className="text-small text-ink-soft">
          What is filed there, now or by a later import, is flagged with the category network's own proposal.
        </p>
      )}
      <label className="block text-small text-ink-soft">
        Name of the rule
        <input
          value={name}
          maxLength={200}
          onChange={(event) => draft.setName(event.target.value)}
          className="mt-1 block w-full rounded-md border border-edge bg-transparent px-3 py-2 text-body text-ink"
        />
      </label>
    </div>
  );
}

type ChoiceProps = { name: string; isOn: boolean; onPick: () => void; words: string };

function Choice({ name, isOn, onPick, words }: ChoiceProps) {
  return (
    <label className="flex min-h-9 cursor-pointer items-center gap-2">
      <input type="radio" name={name} checked={isOn} onChange={onPick} className="size-4 accent-(--accent)" />
      {words}
    </label>
  );
}
