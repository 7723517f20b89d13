import { join } from "node:path";
import { modelLicence } from "@/ml/encoders/hub/model-files";
import { db } from "../db";
import { env } from "../env";
import { countPhotos } from "./sql";

/** embedded and photos count distinct readable photos. licence: what the hub's page of the model says; null elsewhere. */
export type KnownEncoder = {
  id: string;
  name: string;
  version: string;
  dimension: number;
  source: string;
  isLive: boolean;
  embedded: number;
  photos: number;
  licence: string | null;
};

/** Every encoder that was used here, the newest first. */
export async function encoders(): Promise<KnownEncoder[]> {
  const rows = await db().encoder.findMany({ orderBy: { createdAt: "desc" }, include: { live: true } });
  const out: KnownEncoder[] = [];
  for (const { id, name, version, dimension, source, live } of rows) {
    const counts = await countPhotos(id);
    out.push({
      id,
      name,
      version,
      dimension,
      source,
      isLive: live !== null,
      ...counts,
      licence: await licenceOf(source),
    });
  }
  return out;
}

async function licenceOf(source: string): Promise<string | null> {
  if (!source.startsWith("hub:")) return null;
  const hub = { endpoint: env().TOILE_HUB.replace(/\/+$/, ""), folder: join(env().TOILE_HOME, "models") };
  return modelLicence(hub, source.slice(4));
}
