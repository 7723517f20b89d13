import type { Prisma } from "@/prisma/generated/client";
import { inTx, type Tx } from "../../db";
import type { AsSystem } from "../../users/allow";
import { lockHead, promoteInTx } from "../promote";
import type { Head } from "../schema";
import { promotionRule } from "./data";
import { findingOf } from "./rules";
import type { EvaluationCard, GateReport } from "./schema";

type Measured = {
  version: { id: string; head: Head };
  against: { id: string; number: number } | null;
  gate: GateReport | null;
  card: EvaluationCard | null;
};

/** Keeps what a look at a version brought. Where the house promotes by rule, a version that passed the gate against what
 *  still serves, and that never served before, serves from now on. Answers whether it does. */
export function storeEvaluation(by: AsSystem, measured: Measured): Promise<{ isPromoted: boolean }> {
  const { version, against, gate, card } = measured;
  return inTx(async (tx) => {
    await tx.evaluation.create({
      data: {
        versionId: version.id,
        againstId: against?.id ?? null,
        outcome: gate?.outcome ?? null,
        ...(gate ? { gate: json(gate) } : {}),
        ...(card ? { card: json(card) } : {}),
      },
      select: { id: true },
    });
    if (gate?.outcome !== "passes" || !against) return { isPromoted: false };
    await lockHead(tx, version.head);
    if (!(await isByRule(tx, version, against.id))) return { isPromoted: false };
    const { finding } = findingOf(version.head, `v${against.number}`, gate);
    const promoted = await promoteInTx(tx, by, version.id, `By rule: it passed the gate. It ${finding}.`);
    return { isPromoted: promoted.ok };
  });
}

async function isByRule(tx: Tx, { id: versionId, head }: Measured["version"], againstId: string): Promise<boolean> {
  if ((await promotionRule(tx)) !== "whenGatePasses") return false;
  // The gate spoke about a version that serves no more.
  if ((await tx.champion.findUnique({ where: { head } }))?.versionId !== againstId) return false;
  // Someone took it back once: no rule may overrule that.
  return (await tx.promotion.count({ where: { versionId } })) === 0;
}

// Plain data that zod has parsed.
const json = (value: GateReport | EvaluationCard) => value as Prisma.InputJsonValue;
