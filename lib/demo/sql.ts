import type { Tx } from "../db";

const demoProducts = `SELECT id FROM "Product" WHERE "importId" = $1::uuid`;
const demoPairs = `SELECT id FROM "Pair" WHERE "productAId" IN (${demoProducts}) OR "productBId" IN (${demoProducts})`;
const demoFlags = `SELECT id FROM "Flag" WHERE "productId" IN (${demoProducts}) OR "otherProductId" IN (${demoProducts})`;
const demoTasks = `SELECT id FROM "Task" WHERE "pairId" IN (${demoPairs}) OR "flagId" IN (${demoFlags})`;
const demoLabels = `SELECT id FROM "Label" WHERE "taskId" IN (${demoTasks})`;

/** Children before parents. Photos stay in the store: they are named by content and may be somebody else's too. */
const statements = [
  `DELETE FROM "Fix" WHERE "labelId" IN (${demoLabels}) OR "productId" IN (${demoProducts})`,
  `DELETE FROM "Label" WHERE id IN (${demoLabels})`,
  `DELETE FROM "RankEntry" WHERE "taskId" IN (${demoTasks})`,
  `DELETE FROM "TaskSkip" WHERE "taskId" IN (${demoTasks})`,
  `DELETE FROM "Task" WHERE id IN (${demoTasks})`,
  `DELETE FROM "Flag" WHERE id IN (${demoFlags})`,
  `DELETE FROM "GoldPair" WHERE "pairId" IN (${demoPairs})`,
  `DELETE FROM "Adjudication" WHERE "pairId" IN (${demoPairs})`,
  `DELETE FROM "Pair" WHERE id IN (${demoPairs})`,
  `DELETE FROM "PhotoEmbedding" WHERE sha256 IN (SELECT sha256 FROM "Photo" WHERE "productId" IN (${demoProducts}))
     AND sha256 NOT IN (SELECT sha256 FROM "Photo" WHERE sha256 IS NOT NULL AND "productId" NOT IN (${demoProducts}))`,
  `DELETE FROM "OutfitItem" WHERE "productId" IN (${demoProducts})`,
  `DELETE FROM "Photo" WHERE "productId" IN (${demoProducts})`,
];

/** Takes the demo's products out, with everything that hangs on them. */
export async function deleteDemoRows(tx: Tx, importId: string): Promise<number> {
  for (const statement of statements) await tx.$executeRawUnsafe(statement, importId);
  return tx.$executeRawUnsafe(`DELETE FROM "Product" WHERE "importId" = $1::uuid`, importId);
}

const unused = `SELECT e.id FROM "DescriptionEncoder" e WHERE e.source = 'builtin'
  AND NOT EXISTS (SELECT 1 FROM "ModelVersion" v WHERE v."descriptionEncoderId" = e.id)
  AND NOT EXISTS (SELECT 1 FROM "DatasetSnapshot" s WHERE s."descriptionEncoderId" = e.id)
  AND NOT EXISTS (SELECT 1 FROM "DescriptionChange" c WHERE c."encoderId" = e.id)`;
/** Which words are rare in the demo's descriptions says nothing about another catalogue's. */
const countedInDemo = ["LiveDescriptionEncoder", "DescriptionEmbedding"]
  .map((table) => `DELETE FROM "${table}" WHERE "encoderId" IN (${unused})`)
  .concat(`DELETE FROM "DescriptionEncoder" WHERE id IN (${unused})`);

/** Networks that learned from the demo say nothing about another catalogue: they go, with their rankings and runs. */
export async function deleteTrainedState(tx: Tx): Promise<number> {
  await tx.$executeRawUnsafe(`DELETE FROM "LiveRanking"`);
  await tx.$executeRawUnsafe(`DELETE FROM "Ranking"`);
  await tx.$executeRawUnsafe(`DELETE FROM "Champion"`);
  await tx.$executeRawUnsafe(`DELETE FROM "Promotion"`);
  await tx.$executeRawUnsafe(`DELETE FROM "ModelWeights"`);
  await tx.$executeRawUnsafe(`UPDATE "Flag" SET status = 'withdrawn', "settledAt" = now() WHERE status = 'open'`);
  const versions = await tx.$executeRawUnsafe(
    `DELETE FROM "ModelVersion" v WHERE NOT EXISTS (SELECT 1 FROM "Flag" f WHERE f."modelVersionId" = v.id)`,
  );
  await tx.$executeRawUnsafe(
    `DELETE FROM "Run" r WHERE NOT EXISTS (SELECT 1 FROM "ModelVersion" v WHERE v."runId" = r.id)`,
  );
  await tx.$executeRawUnsafe(
    `DELETE FROM "DatasetSnapshot" s WHERE NOT EXISTS (SELECT 1 FROM "ModelVersion" v WHERE v."snapshotId" = s.id)
       AND NOT EXISTS (SELECT 1 FROM "Run" r WHERE r."snapshotId" = s.id)`,
  );
  for (const statement of countedInDemo) await tx.$executeRawUnsafe(statement);
  return versions;
}

/** Rules of the demo's people that have touched nothing but the demo. */
export async function deleteDemoRules(tx: Tx): Promise<void> {
  await tx.$executeRawUnsafe(
    `DELETE FROM "CatalogueRule" r USING "User" u WHERE u.id = r."createdById" AND u."isDemo"
       AND NOT EXISTS (SELECT 1 FROM "Fix" x WHERE x."ruleId" = r.id)
       AND NOT EXISTS (SELECT 1 FROM "Label" l WHERE l."ruleId" = r.id)`,
  );
}
