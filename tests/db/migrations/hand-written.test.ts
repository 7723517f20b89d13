import { expect, test } from "vitest";
import { testDb } from "../../support/database";

// Prisma's schema cannot say these, so no diff would miss them.
const INDEXES = {
  Adjudication_one_standing_key: /UNIQUE .*WHERE \("supersededAt" IS NULL\)/,
  DescriptionChange_one_under_way_key: /UNIQUE .*WHERE \(status = ANY/,
  EncoderChange_one_under_way_key: /UNIQUE .*WHERE \(status = ANY/,
  FineTuning_one_under_way_key: /UNIQUE .*WHERE \(status = ANY/,
  Fix_one_standing_key: /UNIQUE .*WHERE \("revertedAt" IS NULL\)/,
  Flag_one_open_key: /UNIQUE .*WHERE \(status = 'open'/,
  GoldPair_practice_key: /UNIQUE .*WHERE \(\("practiceAt" IS NOT NULL\) AND \("retiredAt" IS NULL\)\)/,
  Label_further_look_idx: /INCLUDE \("pairId", verdict\) WHERE .*slot > 0.*"isLate"/,
  Label_gold_idx: /WHERE \(\(slice = 'gold'.*NOT "isLate"/,
  Label_one_per_person_key: /UNIQUE .*WHERE \("supersededAt" IS NULL\)/,
  Label_random_idx: /INCLUDE .*WHERE \(\(slice = 'uniform'/,
  Label_superseded_idx: /WHERE \("supersededAt" IS NOT NULL\)/,
  Run_one_active_key: /UNIQUE .*WHERE \(status = ANY/,
  Task_open_checks_idx: /WHERE .*"forUserId" IS NOT NULL.*slot > 0/,
  Task_open_idx: /WHERE \(\("doneAt" IS NULL\) AND \("withdrawnAt" IS NULL\)\)/,
  WebhookDelivery_waiting_idx: /WHERE \("nextAt" IS NOT NULL\)/,
};
const CHECKS = [
  "Assignment_assignee_check",
  "Assignment_thing_check",
  "BehaviourPair_count_check",
  "BehaviourPair_unordered_check",
  "Fix_cause_check",
  "Flag_kind_check",
  "ImportedJudgement_share_check",
  "ImportedJudgement_unordered_check",
  "LiveDescriptionEncoder_single_check",
  "LiveEncoder_single_check",
  "Pair_unordered_check",
  "Task_subject_check",
];

test.each(Object.entries(INDEXES))("the partial index %s stands", async (name, definition) => {
  const rows = await testDb().$queryRaw<{ indexdef: string }[]>`
    SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND indexname = ${name}`;
  expect(rows.map((row) => row.indexdef)).toEqual([expect.stringMatching(definition)]);
});

test("every partial index is on this list", async () => {
  const rows = await testDb().$queryRaw<{ indexname: string }[]>`
    SELECT indexname FROM pg_indexes WHERE schemaname = 'public' AND indexdef LIKE '% WHERE %' ORDER BY 1`;
  expect(rows.map((row) => row.indexname)).toEqual(Object.keys(INDEXES));
});

test("every check is on this list", async () => {
  const rows = await testDb().$queryRaw<{ conname: string }[]>`
    SELECT conname FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace ORDER BY 1`;
  expect(rows.map((row) => row.conname)).toEqual(CHECKS);
});

test("the corrected category and values are columns that Postgres keeps true", async () => {
  const rows = await testDb().$queryRaw<{ column_name: string }[]>`
    SELECT column_name FROM information_schema.columns
    WHERE table_name = 'Product' AND is_generated = 'ALWAYS' ORDER BY 1`;
  expect(rows.map((row) => row.column_name)).toEqual(["categoryId", "values"]);
});

test("what is done for a batch of rows is planned for its own size, on a connection that made small changes before too", async () => {
  const rows = await testDb().$queryRaw<{ proname: string }[]>`
    SELECT proname::text FROM pg_proc WHERE 'plan_cache_mode=force_custom_plan' = ANY (proconfig) ORDER BY 1`;
  expect(rows.map((row) => row.proname)).toEqual(["catalogue_photos_refresh", "catalogue_refresh"]);
});
