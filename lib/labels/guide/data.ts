import { db } from "../../db";
import type { Head } from "../../models/schema";
import type { Allowed } from "../../users/allow";
import type { GuideEntry } from "./schema";

/** Every version of a head's guide, newest first: the first one is in force. */
export async function guideHistory(_by: Allowed<"oversee">, head: Head): Promise<GuideEntry[]> {
  const rows = await db().guideVersion.findMany({
    where: { head },
    orderBy: { number: "desc" },
    include: { by: { select: { name: true } } },
  });
  return rows.map(({ number, title, markdown, createdAt, by }) => ({
    number,
    title,
    markdown,
    at: createdAt.toISOString(),
    by: by?.name ?? null,
  }));
}
