"use client";
import { useState, useTransition } from "react";
import { Choice } from "@/app/_ui/field";
import { count } from "@/app/_ui/figures";
import { FormDialog } from "@/app/_ui/form-dialog";
import type { AssignableThings, Assigned, Assignee, Group } from "@/lib/assignments/schema";
import { assign } from "./actions";
import type { Colleague } from "./assignment-screen";
import { inTreeOrder } from "./in-tree-order";
import { idOf } from "./scope-words";
import { TickList, withTick } from "./tick-list";

type Props = {
  assignee: Assignee | null;
  assigned: Assigned[];
  groups: Group[];
  people: Colleague[];
  things: AssignableThings;
  onClose: () => void;
};

/** What one person or group is asked about. Choosing another assignee shows what theirs is now. */
export function ScopeDialog({ assignee, assigned, groups, people, things, onClose }: Props) {
  const [id, setId] = useState(assignee ? idOf(assignee) : (groups[0]?.id ?? people[0]?.id ?? ""));
  const held = (of: string) => assigned.find((one) => idOf(one.assignee) === of)?.scope;
  const categoriesOf = (of: string) => new Set(held(of)?.categories.map((category) => String(category.id)));
  const [categories, setCategories] = useState<ReadonlySet<string>>(categoriesOf(id));
  const [seasons, setSeasons] = useState<ReadonlySet<string>>(new Set(held(id)?.seasons));
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, start] = useTransition();
  const choose = (next: string) => {
    setId(next);
    setCategories(categoriesOf(next));
    setSeasons(new Set(held(next)?.seasons));
  };
  const send = (categoryIds: number[], seasonNames: string[]) =>
    start(async () => {
      const to = groups.some((group) => group.id === id) ? { groupId: id } : { userId: id };
      const answer = await assign({ assignee: to, categoryIds, seasons: seasonNames });
      if (answer.ok) onClose();
      else setFailure(answer.sentence);
    });
  const isNothing = categories.size + seasons.size === 0;
  return (
    <FormDialog
      title="Who is asked about what?"
      failure={failure}
      isBusy={isBusy}
      onSave={() => send([...categories].map(Number), [...seasons])}
      saveLabel={isNothing ? "Ask about everything" : "Assign"}
      isIncomplete={id === ""}
      onClose={onClose}
    >
      <Choice label="Group or person" value={id} onChange={(event) => choose(event.target.value)} data-first>
        {groups.length > 0 && <optgroup label="Groups">{groups.map(toOption)}</optgroup>}
        <optgroup label="People">{people.map(toOption)}</optgroup>
      </Choice>
      <TickList
        label="Categories"
        items={inTreeOrder(things.categories).map(({ id: categoryId, name, depth, products }) => ({
          id: String(categoryId),
          name,
          depth,
          note: count(products),
        }))}
        ticked={categories}
        onTick={(one, isOn) => setCategories((old) => withTick(old, one, isOn))}
      />
      {things.seasons.length > 0 && (
        <TickList
          label="Collections"
          items={things.seasons.map(({ season, products }) => ({ id: season, name: season, note: count(products) }))}
          ticked={seasons}
          onTick={(one, isOn) => setSeasons((old) => withTick(old, one, isOn))}
        />
      )}
      <p className="text-small text-ink-soft">
        {isNothing ? "With nothing ticked they are asked about everything. " : ""}It holds from the next tasks on; what
        somebody holds already stays with them.
      </p>
    </FormDialog>
  );
}

const toOption = ({ id, name }: { id: string; name: string }) => (
  <option key={id} value={id}>
    {name}
  </option>
);
