"use client";
import { useState, useTransition } from "react";
import { Field } from "@/app/_ui/field";
import { FormDialog } from "@/app/_ui/form-dialog";
import type { Group } from "@/lib/assignments/schema";
import type { ActionAnswer } from "@/lib/http/action";
import { dropGroup, keepGroup } from "./actions";
import type { Colleague } from "./assignment-screen";
import { TickList, withTick } from "./tick-list";

type Props = { group: Group | null; people: Colleague[]; onClose: () => void };

/** A group's name and people; a new one when none is given. */
export function GroupDialog({ group, people, onClose }: Props) {
  const [name, setName] = useState(group?.name ?? "");
  const [members, setMembers] = useState<ReadonlySet<string>>(new Set(group?.members.map(({ id }) => id)));
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, start] = useTransition();
  const run = (work: Promise<ActionAnswer<unknown>>) =>
    start(async () => {
      const answer = await work;
      if (answer.ok) onClose();
      else setFailure(answer.sentence);
    });
  // Who may not sign in any more can still be taken out.
  const gone = group?.members.filter(({ id }) => !people.some((person) => person.id === id)) ?? [];
  return (
    <FormDialog
      title={group ? group.name : "Make a group"}
      failure={failure}
      isBusy={isBusy}
      onSave={() => run(keepGroup({ id: group?.id, name, memberIds: [...members] }))}
      onClose={onClose}
      removal={
        group
          ? {
              label: "Remove the group and what is assigned to it",
              onRemove: () => run(dropGroup({ groupId: group.id })),
            }
          : undefined
      }
    >
      <Field
        label="Name"
        required
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.target.value)}
        data-first
      />
      <TickList
        label="People"
        items={[...people, ...gone.map(({ id, name: left }) => ({ id, name: left, note: "closed account" }))]}
        ticked={members}
        onTick={(id, isOn) => setMembers((old) => withTick(old, id, isOn))}
      />
    </FormDialog>
  );
}
