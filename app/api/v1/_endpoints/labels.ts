import { z } from "zod";
import { endpoint } from "@/lib/http/api/endpoint";
import { explainLabel, myLabels } from "@/lib/labels/data";
import { recordFlagJudgement } from "@/lib/labels/record-flag-judgement";
import { recordPairJudgement } from "@/lib/labels/record-pair-judgement";
import { recordSetJudgement } from "@/lib/labels/record-set-judgement";
import { reviseLabel } from "@/lib/labels/revise-label";
import {
  FlagJudgement,
  GroupJudgement,
  LabelExplanation,
  MyLabels,
  MyLabelsQuery,
  PairJudgement,
  Revision,
  SavedGroup,
  SavedLabel,
  SavedSet,
  SetJudgement,
  UndoRequest,
} from "@/lib/labels/schema";
import { settleGroup } from "@/lib/labels/settle-group";
import { undoLabel } from "@/lib/labels/undo-label";

const shared = { tag: "Labels", can: "judge-pairs" } as const;
const reads = { ...shared, method: "GET", scope: "labels:read" } as const;
const writes = { ...shared, method: "POST", scope: "labels:write" } as const;
const settles = { ...writes, can: "judge-flags" } as const;
const repeats = "`id` is yours to make: the same id again is answered as the first time.";

export const labelEndpoints = [
  endpoint({
    ...writes,
    path: "/labels/pairs",
    title: "Judge a leased pair",
    says: repeats,
    body: PairJudgement,
    answer: SavedLabel,
    failures: ["unknown-task", "id-reused", "already-judged"],
    handle: ({ by, body }) => recordPairJudgement(by, body),
  }),
  endpoint({
    ...writes,
    path: "/labels/sets",
    title: "Answer a leased set",
    says: repeats,
    body: SetJudgement,
    answer: SavedSet,
    failures: ["unknown-task", "id-reused", "already-judged"],
    handle: ({ by, body }) => recordSetJudgement(by, body),
  }),
  endpoint({
    ...settles,
    path: "/labels/flags",
    title: "Settle a leased flag",
    says: `A fix of the catalogue is stored with the answer. ${repeats}`,
    body: FlagJudgement,
    answer: SavedLabel,
    failures: ["unknown-task", "id-reused", "already-judged"],
    handle: ({ by, body }) => recordFlagJudgement(by, body),
  }),
  endpoint({
    ...settles,
    path: "/labels/groups",
    title: "Settle many flags of one group",
    says: "All in one transaction; what someone else holds is left and named.",
    body: GroupJudgement,
    answer: SavedGroup,
    failures: ["id-reused"],
    handle: ({ by, body }) => settleGroup(by, body),
  }),
  endpoint({
    ...writes,
    path: "/labels/undo",
    title: "Undo one of your last ten answers",
    body: UndoRequest,
    answer: SavedLabel,
    failures: ["not-found", "nothing-to-undo", "revised", "not-arrived"],
    handle: ({ by, body }) => undoLabel(by, body),
  }),
  endpoint({
    ...writes,
    path: "/labels/revise",
    title: "Give a new answer in the place of an earlier one of yours",
    body: Revision,
    answer: SavedLabel,
    failures: ["not-found", "id-reused", "revised", "not-revisable"],
    handle: ({ by, body }) => reviseLabel(by, body),
  }),
  endpoint({
    ...reads,
    path: "/labels/mine",
    title: "Your own answers to pairs, newest first",
    says: "Everybody's labels are an export.",
    query: MyLabelsQuery,
    answer: MyLabels,
    handle: ({ by, query }) => myLabels(by, query),
  }),
  endpoint({
    ...reads,
    path: "/labels/{id}/why",
    title: "Why something was asked and what the model thought",
    params: z.object({ id: z.uuid() }),
    answer: LabelExplanation,
    failures: ["not-found"],
    handle: ({ by, params }) => explainLabel(by, { labelId: params.id }),
  }),
];
