"use client";
import { useState, useTransition } from "react";
import { Choice, Field } from "@/app/_ui/field";
import { FormDialog } from "@/app/_ui/form-dialog";
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
    <FormDialog
      title={levelName ? `${name}, ${levelName.toLowerCase()}` : name}
      failure={failure}
      isBusy={isBusy}
      onSave={save}
      onClose={onClose}
      removal={node.isUnused ? { label: "Take it out", onRemove: takeOut } : undefined}
    >
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
    </FormDialog>
  );
}
