import { existsSync } from "node:fs";
import { builtinVersion } from "@/ml/encoders/builtin/encoder";
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
      isFileGone: await isGone(source, version),
    });
  }
  return out;
}

/** A release may bring another built-in encoder in the place of the one that a catalogue was embedded with. */
async function isGone(source: string, version: string): Promise<boolean> {
  if (source === "builtin") return version !== (await builtinVersion());
  return source.startsWith("dir:") && !existsSync(source.slice(4));
}
