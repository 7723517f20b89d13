import { descriptionsInUse, embeddedTexts } from "../../catalogue/descriptions/data";
import { embedDescriptions } from "../../catalogue/descriptions/embed-descriptions";
import { openTextsOf } from "../../catalogue/descriptions/open-text-source";
import { db, inTx } from "../../db";
import { jobSender, send } from "../../jobs/boss";

/** Asks for the descriptions that what reads them, for trainings or for the version that serves, has not seen. The built-in
 *  one embeds what it meets. */
export async function askForMissingDescriptions(): Promise<void> {
  for (const { id, source } of await descriptionsInUse()) {
    if (source === "builtin") continue;
    const { texts, embedded } = await embeddedTexts(id);
    if (embedded >= texts) continue;
    await jobSender();
    await inTx((tx) => send(tx, "embed-descriptions", { encoderId: id }));
  }
}

/** Embeds them. Throws an Error with a sentence when it can't be opened, or is another one by now: the job's reason is what
 *  an admin reads. */
export async function completeDescriptions(encoderId: string, signal: AbortSignal): Promise<void> {
  const row = await db().descriptionEncoder.findUnique({ where: { id: encoderId } });
  if (!row) return;
  const encoder = await openTextsOf(row, { threads: 1, signal });
  try {
    if (encoder.version !== row.version)
      throw new Error(`The files of ${row.name} are others than they were. Choose it again under Settings, Encoders.`);
    await embedDescriptions(row, encoder, { signal });
  } finally {
    await encoder.close();
  }
}
