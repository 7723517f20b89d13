import type { ImageEncoder } from "@/ml/encoders/encoder";
import type { Encoder } from "@/prisma/generated/client";
import { db } from "../db";

/** The row of an encoder that was opened: one by name and version. Where it comes from is kept as it was named last. */
export async function registerEncoder(encoder: ImageEncoder, source: string): Promise<Encoder> {
  const { name, version, dimension } = encoder;
  const key = { name_version: { name, version } };
  return db().encoder.upsert({ where: key, create: { name, version, dimension, source }, update: { source } });
}
