import { existsSync } from "node:fs";
import { embeddedPhotos } from "../catalogue/embedded-photos";
import { licenceOf } from "../catalogue/open-source";
import { db } from "../db";
import type { KnownEncoder } from "./schema";

/** Every encoder that was used here, the newest first. */
export async function encoders(): Promise<KnownEncoder[]> {
  const rows = await db().encoder.findMany({ orderBy: { createdAt: "desc" }, include: { live: true } });
  const out: KnownEncoder[] = [];
  for (const { id, name, version, dimension, source, live } of rows) {
    const [counts, licence] = [await embeddedPhotos(id), await licenceOf(source)];
    out.push({
      id,
      name,
      version,
      dimension,
      source,
      isLive: live !== null,
      ...counts,
      licence,
      isFileGone: isGone(source),
    });
  }
  return out;
}

const isGone = (source: string): boolean => source.startsWith("dir:") && !existsSync(source.slice(4));
