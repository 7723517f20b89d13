import { inTx } from "../../db";

/** Notes that an answer which has not arrived is undone already. The table is locked for that moment: every statement
 *  that stores answers reads it, so one that began earlier has ended and is found here, and a later one finds the note.
 *  Answers "mine" or "foreign" when the label is there by now, and notes nothing. */
export function noteEarlyUndo(userId: string, labelId: string): Promise<"noted" | "mine" | "foreign"> {
  return inTx(async (tx) => {
    await tx.$executeRaw`LOCK TABLE "EarlyUndo" IN ACCESS EXCLUSIVE MODE`;
    const label = await tx.label.findUnique({ where: { id: labelId }, select: { userId: true } });
    if (label) return label.userId === userId ? "mine" : "foreign";
    await tx.earlyUndo.createMany({ data: [{ labelId, userId }], skipDuplicates: true });
    return "noted";
  });
}
