import type { DownloadProgress } from "@/ml/encoders/hub/model-files";
import { decodeTermWeights, encodeTermWeights, type TermWeights } from "@/ml/encoders/term-weights";
import { counterFor, openTextEncoder } from "@/ml/encoders/texts/open";
import type { TextEncoder } from "@/ml/encoders/texts/text-encoder";
import type { DescriptionEncoder } from "@/prisma/generated/client";
import { db } from "../../db";
import { ownHub } from "../open-source";
import { textsInUse } from "./data";
import { hasOutgrown } from "./rules";
import { textsPerRead } from "./schema";
import { pageOfTexts } from "./sql";

export type OpenOptions = { onDownload?: (progress: DownloadProgress) => void; threads?: number; signal?: AbortSignal };
export type OpenedTexts = { row: DescriptionEncoder; encoder: TextEncoder };

/** Opens what a row names, as it was when the row was made. Throws EncoderUnusable, also where its files are others now. */
export function openTextsOf({ source, counts }: DescriptionEncoder, options: OpenOptions = {}): Promise<TextEncoder> {
  return open(source, counts ? decodeTermWeights(counts) : undefined, options);
}

/** Opens a source and makes it known: as the row that it has already, or as a new one, for which the catalogue's words are
 *  counted where it counts any. Throws EncoderUnusable with a sentence. */
export async function chooseTexts(source: string, options: OpenOptions = {}): Promise<OpenedTexts> {
  const known = await db().descriptionEncoder.findFirst({ where: { source }, orderBy: { createdAt: "desc" } });
  const counted = known?.counts ? decodeTermWeights(known.counts) : undefined;
  if (known && !(counted && hasOutgrown(counted.documents, await textsInUse()))) {
    const encoder = await open(source, counted, options);
    if (encoder.version === known.version) return { row: known, encoder };
    await encoder.close();
  }
  const counts = await countCatalogue(source, options.signal);
  const encoder = await open(source, counts, options);
  const { name, version, dimension } = encoder;
  const row = await db().descriptionEncoder.upsert({
    where: { name_version: { name, version } },
    create: { name, version, dimension, source, counts: counts && encodeTermWeights(counts) },
    update: { source },
  });
  return { row, encoder };
}

const open = (source: string, counts: TermWeights | undefined, { onDownload, threads }: OpenOptions) =>
  openTextEncoder(source, { threads, counts, hub: { ...ownHub(), onProgress: onDownload } });

/** Counted in parts, so that other work comes in between. */
const textsAtOnce = 100;

async function countCatalogue(source: string, signal?: AbortSignal): Promise<TermWeights | undefined> {
  const counter = counterFor(source);
  if (!counter) return undefined;
  for (let after = ""; ; ) {
    const page = await pageOfTexts(after, textsPerRead);
    for (let from = 0; from < page.length; from += textsAtOnce) {
      signal?.throwIfAborted();
      counter.add(page.slice(from, from + textsAtOnce).map(({ text }) => text));
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (page.length < textsPerRead) return counter.weights();
    after = page.at(-1)!.sha256;
  }
}
