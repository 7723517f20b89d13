import { z } from "zod";
import { db } from "../../db";
import type { AsSystem } from "../../users/allow";
import { addFlags } from "../raise-flags";
import type { NewFlag, RaiseReport } from "../schema";
import { StoredEvidence } from "../schema";
import { placeFlagsInFront } from "./sql";

const Values = z.array(z.string());

/** What the source has said twice now without agreeing with the reviewer: likelier right than a first doubt, no more. */
const doubt = 0.5;

/** Asks reviewers about the values of which an import's source says a third thing: neither what it said before, nor what
 *  it was corrected to. The correction holds until somebody answers. What a reviewer has decided before is not asked
 *  again. Safe to repeat. */
export async function raiseSourceFlags(by: AsSystem, { importId }: { importId: string }): Promise<RaiseReport> {
  const changes = await db().sourceChange.findMany({
    where: { importId, outcome: "other" },
    include: { import: { select: { fileName: true } } },
    orderBy: { productId: "asc" },
  });
  const report = await addFlags(
    by,
    changes.flatMap(({ productId, attribute, corrected, source, import: { fileName } }) => {
      const said = `${fileName} now says something else than before, and than the correction.`;
      const shared = {
        productId,
        modelVersionId: null,
        givenProbability: doubt,
        proposedProbability: doubt,
        score: doubt,
        evidence: StoredEvidence.parse({ reasons: [said] }),
      };
      return flagOf(shared, attribute, corrected, source);
    }),
  );
  await placeFlagsInFront(
    changes.map(({ productId }) => productId),
    doubt,
  );
  return report;
}

type Shared = Pick<
  Extract<NewFlag, { kind: "photo" }>,
  "productId" | "modelVersionId" | "givenProbability" | "proposedProbability" | "score" | "evidence"
>;

/** A category that the source took away proposes nothing: the correction stands unasked. */
function flagOf(shared: Shared, attribute: string, corrected: unknown, source: unknown): NewFlag[] {
  if (attribute === "category") {
    const proposed = z.int().nullable().parse(source);
    if (proposed === null) return [];
    return [{ ...shared, kind: "category", givenCategoryId: z.int().parse(corrected), proposedCategoryId: proposed }];
  }
  const [given, proposed] = [Values.parse(corrected)[0] ?? "", Values.parse(source)[0] ?? ""];
  return given === proposed ? [] : [{ ...shared, kind: "attribute", attribute, given, proposed }];
}
