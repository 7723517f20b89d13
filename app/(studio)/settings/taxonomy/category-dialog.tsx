"use client";
import { useState, useTransition } from "react";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Choice, Field } from "@/app/_ui/field";
import { Notice } from "@/app/_ui/notice";
import type { TaxonomyNode } from "@/lib/catalogue/taxonomy/schema";
import type { ActionAnswer } from "@/lib/http/action";
import { move, remove, rename } from "./actions";

type Props = { node: TaxonomyNode; above: TaxonomyNode[]; levelName?: string; onClose: () => void };

/** One category: its name, what it stands under, and taking it out once nothing hangs on it. */
export function CategoryDialog({ node, above, levelName, onClose }: Props) {
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, start] = useTransition();
  const { id: categoryId, name, parentId } = node;
  const save = (form: FormData) =>
    start(async () => {
      const steps: (() => Promise<ActionAnswer<unknown>>)[] = [
        () => rename({ categoryId, name: form.get("name") }),
        () => move({ categoryId, parentId: form.get("parent") ? Number(form.get("parent")) : null }),
      ];
      for (const step of above.length > 0 ? steps : steps.slice(0, 1)) {
        const answer = await step();
        if (!answer.ok) return setFailure(answer.sentence);
      }
      onClose();
    });
  const takeOut = () =>
    start(async () => {
      const answer = await remove({ categoryId });
      if (answer.ok) onClose();
      else setFailure(answer.sentence);
    });
  return (
    <Dialog title={levelName ? `${name}, ${levelName.toLowerCase()}` : name} isOpen onClose={onClose}>
      <form action={save} className="space-y-4 px-6 pt-2 pb-6">
        {failure && <Notice>{failure}</Notice>}
        <Field
          label="Name"
          name="name"
          defaultValue={name}
          required
          maxLength={200}
          note="Files go on under the name that they use."
          data-first
        />
        {above.length > 0 && (
          <Choice label="Stands under" name="parent" defaultValue={parentId ?? ""}>
            {parentId === null && <option value="">Nothing yet</option>}
            {above.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </Choice>
        )}
        <div className="flex flex-wrap justify-end gap-3">
          {node.isUnused && (
            <Button kind="plain" className="mr-auto" disabled={isBusy} onClick={takeOut}>
              Take it out
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
