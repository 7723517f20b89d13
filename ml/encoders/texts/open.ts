import { resolve } from "node:path";
import { DESCRIPTION_WIDTH } from "../descriptions";
import { EncoderUnusable } from "../encoder";
import type { Hub } from "../hub/model-files";
import { embedByTerms, type TermCounter, type TermWeights, termCounter } from "../term-weights";
import { hubFolder, localFolder } from "./sentence-files";
import { openSentenceModel } from "./sentence-model";
import { asTextSource, TEXT_SOURCE_HELP } from "./source";
import type { TextEncoder } from "./text-encoder";
import { countedWords, readWordVectors, wordVectorEncoder } from "./word-vectors";

/** counts: what was counted in the catalogue when the source was chosen, for those that count; see counterFor(). */
type Options = { hub?: Hub; threads?: number; counts?: TermWeights };

/** What a source wants counted in a catalogue before it is first opened: kept with it, since networks learn by it. Null
 *  for a sentence model, which counts nothing. */
export function counterFor(source: string): TermCounter | null {
  if (source === "builtin") return termCounter();
  return source.startsWith("vectors:") ? termCounter(countedWords) : null;
}

/** Opens the encoder of texts that a source names. Throws EncoderUnusable with a sentence. */
export async function openTextEncoder(text: string, { hub, threads, counts }: Options): Promise<TextEncoder> {
  const source = asTextSource(text);
  if (!source) throw new EncoderUnusable(`"${text}" names no encoder of descriptions. Give ${TEXT_SOURCE_HELP}.`);
  if (source === "builtin") return builtin(counts ?? termCounter().weights());
  const name = source.slice(source.indexOf(":") + 1);
  if (source.startsWith("vectors:"))
    return wordVectorEncoder(await readWordVectors(resolve(name)), counts ?? termCounter(countedWords).weights());
  if (source.startsWith("dir:")) return openSentenceModel(await localFolder(name), threads);
  if (!hub) throw new EncoderUnusable(`No hub is set here, so ${name} can't be loaded.`);
  return openSentenceModel(hubFolder(name, hub), threads);
}

/** Words and pieces of words by their rarity: see embedByTerms(). */
const builtin = (counts: TermWeights): TextEncoder => ({
  name: "builtin",
  version: counts.version,
  dimension: DESCRIPTION_WIDTH,
  encode: async (texts) => embedByTerms(texts, counts),
  close: async () => {},
});
