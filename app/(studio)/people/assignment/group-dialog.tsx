"use client";
import { useState, useTransition } from "react";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Notice } from "@/app/_ui/notice";
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
    <Dialog title={group ? group.name : "Make a group"} isOpen onClose={onClose}>
      <form
        className="space-y-4 px-6 pt-2 pb-6"
        action={() => run(keepGroup({ id: group?.id, name, memberIds: [...members] }))}
      >
        {failure && <Notice>{failure}</Notice>}
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
        <div className="flex flex-wrap justify-end gap-3">
          {group && (
            <Button
              kind="plain"
              className="mr-auto"
              disabled={isBusy}
              onClick={() => run(dropGroup({ groupId: group.id }))}
            >
              Remove the group and what is assigned to it
            </Button>
          )}
          <Button kind="plain" onClick={onClose}>
            Not now
          </Button>
          <Button type="submit" kind="primary" disabled={isBusy}>
            {isBusy ? "Saving" : "Save"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
