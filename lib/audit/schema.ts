import { z } from "zod";

/** Who made a change: a signed-in person, a background job, or someone at the command line. */
export type Actor =
  | { kind: "user"; id: string; name: string }
  | { kind: "job"; name: string }
  | { kind: "commandLine"; name: string };

export const AuditAction = z.enum([
  "user.added",
  "user.renamed",
  "user.role-changed",
  "user.disabled",
  "user.enabled",
  "user.invited",
  "user.password-set",
  "user.record-taken",
  "user.pseudonymised",
  "group.made",
  "group.changed",
  "group.removed",
  "assignment.changed",
  "category.renamed",
  "category.moved",
  "category.removed",
  "catalogue.imported",
  "catalogue.demo-removed",
  "product.delisted",
  "product.fixed",
  "product.fix-reverted",
  "rule.made",
  "rule.undone",
  "encoder.made-live",
  "encoder.fine-tuned",
  "encoder.fine-tuning-started",
  "encoder.fine-tuning-cancelled",
  "encoder.change-started",
  "encoder.change-begun",
  "encoder.change-paused",
  "encoder.change-resumed",
  "encoder.change-cancelled",
  "run.started",
  "run.cancelled",
  "model.promoted",
  "model.rolled-back",
  "settings.changed",
  "guide.published",
  "gold.made",
  "gold.retired",
  "practice.ordered",
  "token.made",
  "token.revoked",
  "webhook.made",
  "webhook.switched",
  "webhook.removed",
]);
export type AuditAction = z.infer<typeof AuditAction>;
