import { db, type Tx } from "../../db";
import type { Head } from "../schema";
import {
  type ComparedGate,
  EvaluationCard,
  GateReport,
  GateRules,
  gateRulesKey,
  type PromotionRule,
  PromotionSetting,
  promotionKey,
} from "./schema";

/** What the gate asks; the defaults until someone sets something else. */
export async function gateRules(): Promise<GateRules> {
  const row = await db().setting.findUnique({ where: { key: gateRulesKey } });
  return GateRules.parse(row?.value ?? {});
}

/** Who lets a challenger that passed the gate serve; by hand until someone sets something else. */
export async function promotionRule(tx: Tx = db()): Promise<PromotionRule> {
  const row = await tx.setting.findUnique({ where: { key: promotionKey } });
  return row ? PromotionSetting.parse(row.value).rule : "byHand";
}

const compared = {
  gate: true,
  createdAt: true,
  againstId: true,
  against: { select: { number: true } },
} as const;
type ComparedRow = {
  gate: unknown;
  createdAt: Date;
  againstId: string | null;
  against: { number: number } | null;
};

/** What to ask of a version for its newest report: `evaluations`, of which there is one at most. */
export const newestReport = { select: compared, orderBy: { createdAt: "desc" }, take: 1 } as const;

export function gateFrom(row: ComparedRow | undefined): ComparedGate | null {
  if (!row || row.gate === null) return null;
  const { againstId, against, createdAt } = row;
  return {
    ...GateReport.parse(row.gate),
    againstId,
    againstNumber: against?.number ?? null,
    at: createdAt.toISOString(),
  };
}

/** The newest report of a version against another one; null when they were never compared. */
export async function gateBetween(tx: Tx, versionId: string, againstId: string): Promise<ComparedGate | null> {
  const row = await tx.evaluation.findFirst({
    where: { versionId, againstId },
    orderBy: { createdAt: "desc" },
    select: compared,
  });
  return gateFrom(row ?? undefined);
}

export type StoredEvaluation = { card: EvaluationCard | null; gate: ComparedGate | null; at: string };

/** What a version's card draws; null before it was measured. */
export async function evaluationOf(versionId: string): Promise<StoredEvaluation | null> {
  const row = await db().evaluation.findFirst({
    where: { versionId },
    orderBy: { createdAt: "desc" },
    select: { ...compared, card: true },
  });
  if (!row) return null;
  return {
    card: row.card === null ? null : EvaluationCard.parse(row.card),
    gate: gateFrom(row),
    at: row.createdAt.toISOString(),
  };
}

/** What served before the version that serves now came to serve first; null when nothing did. */
export async function servedBefore(head: Head, tx: Tx = db()): Promise<{ versionId: string; number: number } | null> {
  const champion = await tx.champion.findUnique({ where: { head } });
  if (!champion) return null;
  const first = await tx.promotion.findFirst({ where: { versionId: champion.versionId }, orderBy: { at: "asc" } });
  const before = await tx.promotion.findFirst({
    where: { head, versionId: { not: champion.versionId }, at: { lt: first?.at } },
    orderBy: { at: "desc" },
    include: { version: { select: { number: true } } },
  });
  return before && { versionId: before.versionId, number: before.version.number };
}
