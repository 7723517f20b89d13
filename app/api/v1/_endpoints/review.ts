import { z } from "zod";
import { listRules, previewRule } from "@/lib/flags/catalogue-rules/data";
import { makeRule } from "@/lib/flags/catalogue-rules/make-rule";
import { MadeRule, NewRule, PreviewRequest, RuleCard, RulePreview } from "@/lib/flags/catalogue-rules/schema";
import { undoRule } from "@/lib/flags/catalogue-rules/undo-rule";
import { flagGroups, flagPage } from "@/lib/flags/grid/data";
import { FlagGroup, FlagPage, PageRequest } from "@/lib/flags/grid/schema";
import { endpoint } from "@/lib/http/api/endpoint";
import { disagreements } from "@/lib/labels/adjudication/data";
import { Disagreements, Settled, Settlement, UndoSettlement } from "@/lib/labels/adjudication/schema";
import { settleDisagreement } from "@/lib/labels/adjudication/settle-disagreement";
import { undoSettlement } from "@/lib/labels/adjudication/undo-settlement";
import { ok } from "@/lib/result";

const review = { tag: "Review", can: "judge-flags" } as const;
const reads = { ...review, method: "GET", scope: "labels:read" } as const;
const rules = { ...review, method: "POST", scope: "products:write" } as const;
const oversees = { tag: "Review", can: "oversee" } as const;

export const reviewEndpoints = [
  endpoint({
    ...reads,
    path: "/flags/groups",
    title: "Groups of open flags that say the same",
    answer: z.object({ groups: z.array(FlagGroup) }),
    handle: async ({ by }) => ({ groups: await flagGroups(by) }),
  }),
  endpoint({
    ...reads,
    path: "/flags",
    title: "The open flags of one group",
    query: PageRequest,
    answer: FlagPage,
    handle: ({ by, query }) => flagPage(by, query),
  }),
  endpoint({
    ...reads,
    path: "/rules",
    title: "The catalogue's rules",
    answer: z.object({ rules: z.array(RuleCard) }),
    handle: async ({ by }) => ({ rules: await listRules(by) }),
  }),
  endpoint({
    ...rules,
    path: "/rules/preview",
    title: "What a rule would do",
    says: "Changes nothing.",
    body: PreviewRequest,
    answer: RulePreview,
    handle: ({ by, body }) => previewRule(by, body),
  }),
  endpoint({
    ...rules,
    path: "/rules",
    title: "Make a rule",
    says: "Files products anew and settles flags in one transaction; undone as one. The same id again is one rule.",
    body: NewRule,
    answer: MadeRule,
    failures: ["id-reused"],
    handle: ({ by, body }) => makeRule(by, body),
  }),
  endpoint({
    ...rules,
    path: "/rules/{id}/undo",
    title: "Undo a rule whole",
    params: z.object({ id: z.uuid() }),
    answer: z.object({ id: z.uuid(), undoneAt: z.iso.datetime(), reverted: z.int(), reopened: z.int() }),
    failures: ["not-found", "not-allowed"],
    handle: ({ by, params }) => undoRule(by, { ruleId: params.id }),
  }),
  endpoint({
    ...oversees,
    method: "GET",
    scope: "labels:read",
    path: "/disagreements",
    title: "Pairs on which people differ",
    answer: Disagreements,
    handle: ({ by }) => disagreements(by),
  }),
  endpoint({
    ...oversees,
    method: "POST",
    scope: "labels:write",
    path: "/disagreements/settle",
    title: "Settle a disagreement",
    body: Settlement,
    answer: Settled,
    failures: ["not-found", "already-settled", "id-reused"],
    handle: ({ by, body }) => settleDisagreement(by, body),
  }),
  endpoint({
    ...oversees,
    method: "POST",
    scope: "labels:write",
    path: "/disagreements/unsettle",
    title: "Take a settlement back",
    body: UndoSettlement,
    answer: z.object({ id: z.uuid() }),
    failures: ["not-found", "still-gold"],
    handle: async ({ by, body }) => {
      const undone = await undoSettlement(by, body);
      return undone.ok ? ok({ id: undone.value.id }) : undone;
    },
  }),
];
