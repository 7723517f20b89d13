import { recordAudit } from "../../audit/record";
import { inTx, type Tx } from "../../db";
import { fail, ok, type Result } from "../../result";
import { type Allowed, actorOf } from "../../users/allow";
import type { Guide } from "../schema";
import { type NewGuide, picturesOf } from "./schema";

/** Publishes a new version of a head's guide; it is in force at once, and every label from now on names it. The text in
 *  force published again changes nothing. "edited-meanwhile": someone published after the version that was edited.
 *  "invalid": a picture is not of the catalogue. */
export function publishGuide(
  by: Allowed<"oversee">,
  { head, title, markdown, basedOn }: NewGuide,
): Promise<Result<Guide, "edited-meanwhile" | "invalid">> {
  return inTx(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`guide ${head}`}))`;
    const current = await tx.guideVersion.findFirst({ where: { head }, orderBy: { number: "desc" } });
    if (current && current.title === title && current.markdown === markdown)
      return ok({ number: current.number, title, markdown });
    if ((current?.number ?? 0) !== basedOn)
      return fail("edited-meanwhile", `Version ${current?.number ?? 0} is in force now.`);
    const missing = await missingPicture(tx, markdown);
    if (missing)
      return fail("invalid", `The picture ${missing.slice(0, 8)}… is not of this catalogue. Choose it anew.`);
    const number = basedOn + 1;
    await tx.guideVersion.create({ data: { head, number, title, markdown, byId: by.userId } });
    await recordAudit(tx, {
      actor: actorOf(by),
      action: "guide.published",
      subject: "GuideVersion",
      subjectId: `${head} ${number}`,
      before: current ? { number: current.number, title: current.title } : undefined,
      after: { number, title },
    });
    return ok({ number, title, markdown });
  });
}

async function missingPicture(tx: Tx, markdown: string): Promise<string | undefined> {
  const wanted = picturesOf(markdown);
  const found = await tx.photo.findMany({ where: { sha256: { in: wanted } }, select: { sha256: true } });
  const known = new Set(found.map(({ sha256 }) => sha256));
  return wanted.find((sha256) => !known.has(sha256));
}
