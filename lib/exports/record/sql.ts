import { escapeLiteral } from "pg";
import { jsonRows, sqlExports } from "../sql";

/** What a person's record holds, part by part: its name and the rows of it. */
export function recordSections(userId: string): [name: string, select: string][] {
  const id = `${escapeLiteral(userId)}::uuid`;
  return [
    [
      "account",
      `SELECT id, name, email, role, preferences, "createdAt", "disabledAt", "pseudonymisedAt" FROM "User" WHERE id = ${id}`,
    ],
    ["groups", `SELECT g.name FROM "GroupMember" m JOIN "Group" g ON g.id = m."groupId" WHERE m."userId" = ${id}`],
    ["answers", jsonRows(sqlExports.labels, `WHERE l."userId" = ${id}`)],
    ["practice", `SELECT answers, "startedAt", "finishedAt" FROM "Practice" WHERE "userId" = ${id}`],
    ["settled", `SELECT "pairId", verdict, note, "createdAt", "supersededAt" FROM "Adjudication" WHERE "byId" = ${id}`],
    ["guides", `SELECT head, number, title, "createdAt" FROM "GuideVersion" WHERE "byId" = ${id}`],
    ["imports", `SELECT id, kind, "fileName", "startedAt" FROM "Import" WHERE "byId" = ${id}`],
    ["runs", `SELECT id, head, status, "createdAt" FROM "Run" WHERE "startedById" = ${id}`],
    ["promotions", `SELECT head, "versionId", reason, at FROM "Promotion" WHERE "byId" = ${id}`],
    [
      "did",
      `SELECT at, action, subject, "subjectId", before, after FROM "AuditEntry" WHERE "actorId" = ${id} ORDER BY at, id`,
    ],
    [
      "wasDone",
      `SELECT at, action, "actorName", before, after FROM "AuditEntry"
       WHERE subject = 'User' AND "subjectId" = ${escapeLiteral(userId)} ORDER BY at, id`,
    ],
  ];
}
