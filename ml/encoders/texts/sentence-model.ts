import { readFile } from "node:fs/promises";
import type { InferenceSession } from "onnxruntime-node";
import { z } from "zod";
import { EncoderUnusable } from "../encoder";
import { openSession } from "../onnx";
import { type PoolingMode, poolingModes } from "./pooling";
import { hashOfParts, type ModelFolder, readJson } from "./sentence-files";
import { type SentenceReading, sentenceRunner } from "./sentence-runner";
import type { TextEncoder } from "./text-encoder";
import { textTokenizer } from "./tokens";

/** A text's tower alone comes first: CLIP's and SigLIP's whole graph wants a picture too. */
const GRAPHS = ["onnx/text_model.onnx", "onnx/model.onnx", "model.onnx"];

/** Longer texts cost the square of their length, and a description says what a garment is at its beginning. */
const MOST_TOKENS = 512;

/** Opens a sentence model in sentence-transformers' layout: an ONNX export, tokenizer.json, and the pooling that its
 *  modules.json names (the mean of its tokens where it has none). Throws EncoderUnusable with a sentence. */
export async function openSentenceModel(folder: ModelFolder, threads?: number): Promise<TextEncoder> {
  const { id } = folder;
  const file = await needed(folder, "so its texts can't be read", "tokenizer.json");
  const config = await optionalJson(folder, "tokenizer_config.json");
  const { modes, isPooledAlone } = await poolingOf(folder);
  const mostTokens = await longest(folder, config?.value);
  const prompt = await promptOf(folder);
  const weights = await readFile(
    await needed(folder, `so it can't be run. Look for an ONNX export of it, often under onnx-community`, ...GRAPHS),
  );
  const tokenizer = await readJson(id, file);
  const session = await openSession({ where: id, weights }, { threads });
  try {
    const reading = { ...readingOf(id, session, modes, isPooledAlone), prompt };
    const tokens = textTokenizer(id, tokenizer.value, (config?.value ?? {}) as object, mostTokens);
    const encode = sentenceRunner(session, tokens, reading);
    // Exported graphs often leave their vector's length open: a text tells it.
    const { columns: dimension } = await encode(["a"]);
    return {
      name: id,
      version: hashOfParts(weights, tokenizer.text, config?.text ?? "", JSON.stringify({ ...reading, mostTokens })),
      dimension,
      encode: (texts) => encode(texts, dimension),
      close: () => session.release(),
    };
  } catch (error) {
    await session.release();
    throw error;
  }
}

async function needed(folder: ModelFolder, so: string, ...files: string[]): Promise<string> {
  const path = await folder.first(...files);
  if (path) return path;
  throw new EncoderUnusable(`${folder.id} has no ${files.join(" or ")}, ${so}.`);
}

async function optionalJson(folder: ModelFolder, file: string): Promise<{ text: string; value: unknown } | null> {
  const path = await folder.optional(file);
  return path ? readJson(folder.id, path) : null;
}

const Modules = z.array(z.object({ type: z.string(), path: z.string() }));
const KNOWN = ["Transformer", "Pooling", "Normalize"];

/** How tokens become a vector. isPooledAlone: nothing but what is done here stands behind the transformer, so that its
 *  tokens may be pooled here. */
async function poolingOf(folder: ModelFolder): Promise<{ modes: PoolingMode[]; isPooledAlone: boolean }> {
  const { id } = folder;
  const listed = await optionalJson(folder, "modules.json");
  if (!listed) return { modes: ["mean"], isPooledAlone: true };
  const modules = Modules.safeParse(listed.value);
  if (!modules.success) throw new EncoderUnusable(`modules.json of ${id} lists no modules.`);
  const kindOf = (type: string) => type.split(".").at(-1)!;
  const pooling = modules.data.find(({ type }) => kindOf(type) === "Pooling");
  const config = pooling ? await optionalJson(folder, `${pooling.path}/config.json`) : null;
  return {
    modes: config ? poolingModes(id, config.value) : ["mean"],
    isPooledAlone: modules.data.every(({ type }) => KNOWN.includes(kindOf(type))),
  };
}

const Length = z.looseObject({ max_seq_length: z.number().nullish(), model_max_length: z.number().nullish() });
const Positions = z.looseObject({ max_position_embeddings: z.number().nullish(), model_type: z.string().nullish() });

async function longest(folder: ModelFolder, tokenizerConfig: unknown): Promise<number> {
  const told = [(await optionalJson(folder, "sentence_bert_config.json"))?.value, tokenizerConfig].flatMap((config) => {
    const { max_seq_length, model_max_length } = Length.safeParse(config ?? {}).data ?? {};
    return [max_seq_length ?? [], model_max_length ?? []].flat();
  });
  const positions = Positions.safeParse((await optionalJson(folder, "config.json"))?.value ?? {}).data;
  // RoBERTa's kin count their positions from two on.
  const taken = /roberta|camembert/.test(positions?.model_type ?? "") ? 2 : 0;
  const room = positions?.max_position_embeddings ? [positions.max_position_embeddings - taken] : [];
  return Math.max(8, Math.floor(Math.min(MOST_TOKENS, ...told, ...room)));
}

const Prompts = z.looseObject({
  prompts: z.record(z.string(), z.string()).nullish(),
  default_prompt_name: z.string().nullish(),
});

/** What the model wants before every text by its own default. */
async function promptOf(folder: ModelFolder): Promise<string> {
  const config = Prompts.safeParse((await optionalJson(folder, "config_sentence_transformers.json"))?.value ?? {});
  const { prompts, default_prompt_name: name } = config.data ?? {};
  return (name && prompts?.[name]) || "";
}

/** Outputs that are a text's vector already, then those of its tokens; best first. */
const SENTENCES = ["sentence_embedding", "text_embeds"];
const TOKENS = ["token_embeddings", "last_hidden_state"];
const INPUTS = ["input_ids", "attention_mask", "token_type_ids"];

function readingOf(
  id: string,
  session: InferenceSession,
  modes: PoolingMode[],
  isPooledAlone: boolean,
): Omit<SentenceReading, "prompt"> {
  const strange = session.inputNames.find((name) => !INPUTS.includes(name));
  if (strange || !session.inputNames.includes("input_ids"))
    throw new EncoderUnusable(
      `${id} wants ${session.inputNames.join(", ")}; ${INPUTS.join(", ")} can be given. Export it as a text encoder.`,
    );
  const inputs = session.inputNames.map((name) => {
    const input = session.inputMetadata.find((one) => one.name === name);
    const type = input?.isTensor ? input.type : null;
    if (type !== "int64" && type !== "int32")
      throw new EncoderUnusable(`${id} does not take ${name} as whole numbers.`);
    return { name, type } as const;
  });
  const typeOf = (name: string) => {
    const output = session.outputMetadata.find((one) => one.name === name);
    return output?.isTensor ? output.type : null;
  };
  const ready = SENTENCES.find((name) => typeOf(name) === "float32");
  if (ready) return { inputs, output: ready, modes: null };
  const tokens = TOKENS.find((name) => typeOf(name) === "float32");
  if (!tokens)
    throw new EncoderUnusable(
      `${id} gives ${session.outputNames.join(", ")}; one of ${[...SENTENCES, ...TOKENS].join(", ")} in float32 is needed.`,
    );
  if (!isPooledAlone)
    throw new EncoderUnusable(
      `${id} has further layers behind its pooling, which its graph does not hold. Export it whole, with sentence_embedding.`,
    );
  return { inputs, output: tokens, modes };
}
