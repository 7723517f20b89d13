import { statfs } from "node:fs/promises";
import { embedFiles } from "@/ml/encoders/embed-files";
import type { ImageEncoder } from "@/ml/encoders/encoder";
import { embeddedPhotos, photosToEmbed } from "../catalogue/embedded-photos";
import { licenceOf, openSource } from "../catalogue/open-source";
import { registerEncoder } from "../catalogue/register-encoder";
import { env } from "../env";
import type { WorkWatch } from "../jobs/watch-work";
import { bytesOfVectors } from "./rules";
import type { ChangeOffer, ChangeProgress } from "./schema";

/** Photos that the pace is measured on. */
const triedPhotos = 24;
const fewestTried = 8;

/** Opens the encoder, a hub's after loading it, and tells what embedding everything under it would take. Nothing is
 *  embedded yet. Throws EncoderUnusable with a sentence. */
export async function lookAtEncoder(
  source: string,
  { report, signal }: WorkWatch<ChangeProgress>,
  threads: number,
): Promise<{ encoderId: string; offer: ChangeOffer }> {
  report({ phase: "Opening the model" });
  const encoder = await openSource(source, {
    threads,
    onDownload: ({ file, done, total }) => {
      signal.throwIfAborted();
      report({ phase: `Loading ${file}`, done, total });
    },
  });
  try {
    const { id: encoderId, name, version, dimension } = await registerEncoder(encoder, source);
    report({ phase: "Trying it on a few photos" });
    const { photos, embedded } = await embeddedPhotos(encoderId);
    const missing = photos - embedded;
    const offer = {
      name,
      version,
      dimension,
      licence: await licenceOf(source),
      photos: missing,
      bytes: bytesOfVectors(missing, dimension),
      freeBytes: await freeBytes(),
      perSecond: await paceOf(encoder, encoderId, signal),
    };
    return { encoderId, offer };
  } finally {
    await encoder.close();
  }
}

const freeBytes = async (): Promise<number | null> => {
  const facts = await statfs(env().TOILE_HOME).catch(() => null);
  return facts && facts.bavail * facts.bsize;
};

/** Photos a second; the first batch only warms up. */
async function paceOf(encoder: ImageEncoder, encoderId: string, signal: AbortSignal): Promise<number | null> {
  const files = await photosToEmbed(encoderId, triedPhotos);
  if (files.length < fewestTried + encoder.batchSize) return null;
  let [began, done] = [0, 0];
  for await (const { keys, broken } of embedFiles(encoder, files, { signal })) {
    if (began > 0) done += keys.length + broken.length;
    else began = performance.now();
  }
  return done >= fewestTried ? (1_000 * done) / (performance.now() - began) : null;
}
