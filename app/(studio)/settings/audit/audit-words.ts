import type { AuditAction } from "@/lib/audit/schema";

/** The word before an action's point, as the filter names it. */
export const subjectWords: Record<string, string> = {
  user: "People",
  group: "Groups",
  assignment: "Assignment",
  catalogue: "Imports",
  product: "Products",
  category: "Categories",
  rule: "Rules",
  encoder: "Encoders",
  run: "Training runs",
  model: "Models",
  settings: "Settings",
  guide: "Style guides",
  gold: "Gold",
  practice: "Practice",
};

/** What somebody did, to be read after their name. An action without words here is shown by its name. */
export const actionWords: Partial<Record<AuditAction | string, string>> = {
  "user.added": "added",
  "user.renamed": "renamed",
  "user.role-changed": "changed the role of",
  "user.disabled": "deactivated",
  "user.enabled": "activated",
  "user.invited": "made a sign-in link for",
  "user.password-set": "set the password of",
  "user.record-taken": "downloaded the record of",
  "user.pseudonymised": "pseudonymised",
  "group.made": "made the group",
  "group.changed": "changed the group",
  "group.removed": "removed the group",
  "assignment.changed": "changed what is asked of",
  "category.renamed": "renamed the category",
  "category.moved": "moved the category",
  "category.removed": "removed the category",
  "catalogue.imported": "imported",
  "catalogue.demo-removed": "removed the demo house from",
  "product.fixed": "corrected",
  "product.fix-reverted": "took back a correction of",
  "rule.made": "made the rule",
  "rule.undone": "undid the rule",
  "encoder.made-live": "changed the encoder to",
  "encoder.fine-tuned": "fine-tuned an encoder as",
  "encoder.fine-tuning-started": "asked for a fine-tuning of",
  "encoder.fine-tuning-cancelled": "cancelled the fine-tuning",
  "encoder.change-started": "chose another encoder,",
  "encoder.change-begun": "had the catalogue embedded anew, by",
  "encoder.change-paused": "paused embedding anew, by",
  "encoder.change-resumed": "went on embedding anew, by",
  "encoder.change-cancelled": "gave up the change of encoder to",
  "descriptions.change-started": "had descriptions embedded anew, by",
  "descriptions.change-cancelled": "gave up reading descriptions by",
  "descriptions.made-live": "changed what descriptions are read by to",
  "run.started": "started the run",
  "run.cancelled": "cancelled the run",
  "model.promoted": "promoted",
  "model.rolled-back": "rolled back to",
  "settings.changed": "changed the setting",
  "guide.published": "published the guide",
  "gold.made": "made gold of",
  "gold.retired": "retired gold",
  "practice.ordered": "ordered practice",
};

/** A value in a line: short ones as they are, long ones cut. */
export function brief(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (typeof value === "string") return value === "" ? "nothing" : cut(value);
  if (Array.isArray(value) && value.every((one) => typeof one !== "object"))
    return value.length === 0 ? "nothing" : cut(value.join(", "));
  return cut(JSON.stringify(value));
}

const longest = 160;
const cut = (text: string): string => (text.length > longest ? `${text.slice(0, longest)} …` : text);

export type Difference = { key: string; before: string | null; after: string | null };

/** What differs between before and after, key by key; a side that is no object stands as a whole. */
export function differences(before: unknown, after: unknown): Difference[] {
  const [was, is] = [asRecord(before), asRecord(after)];
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  return keys
    .filter((key) => JSON.stringify(was[key]) !== JSON.stringify(is[key]))
    .map((key) => ({
      key,
      before: key in was ? brief(was[key]) : null,
      after: key in is ? brief(is[key]) : null,
    }));
}

function asRecord(value: unknown): Record<string, unknown> {
  if (value === null || value === undefined) return {};
  return typeof value === "object" && !Array.isArray(value) ? (value as Record<string, unknown>) : { value };
}
