import { Tokenizer } from "@huggingface/tokenizers";
import { EncoderUnusable } from "../encoder";

/** Texts as numbers of their pieces, at most as many as the model reads. */
export type TextTokenizer = { encode(text: string): number[]; padId: number };

/** Reads tokenizer.json with its tokenizer_config.json. A text that is too long loses its end; the signs that the model
 *  wants around a text stay. Throws EncoderUnusable on a tokenizer that can't be read. */
export function textTokenizer(id: string, file: unknown, config: object, mostTokens: number): TextTokenizer {
  let tokenizer: Tokenizer;
  let around: { before: number[]; after: number[] };
  try {
    tokenizer = new Tokenizer(file as object, config);
    around = signsAround(tokenizer);
  } catch (error) {
    throw new EncoderUnusable(
      `The tokenizer of ${id} can't be used (${error instanceof Error ? error.message : String(error)}).`,
    );
  }
  const { before, after } = around;
  const room = Math.max(1, mostTokens - before.length - after.length);
  return {
    encode: (text) => [
      ...before,
      ...tokenizer.encode(text, { add_special_tokens: false }).ids.slice(0, room),
      ...after,
    ],
    padId: padOf(tokenizer, config),
  };
}

/** What the tokenizer puts before and after a text: [CLS] and [SEP], say. */
function signsAround(tokenizer: Tokenizer): { before: number[]; after: number[] } {
  const bare = tokenizer.encode("a", { add_special_tokens: false }).ids;
  const { ids } = tokenizer.encode("a");
  const at = ids.findIndex((_, from) => bare.every((token, i) => ids[from + i] === token));
  if (bare.length === 0 || at < 0) throw new Error("it does not read a letter");
  return { before: ids.slice(0, at), after: ids.slice(at + bare.length) };
}

function padOf(tokenizer: Tokenizer, config: object): number {
  const { pad_token: named } = config as { pad_token?: string | { content?: string } | null };
  const pad = typeof named === "string" ? named : named?.content;
  // What stands behind the mask is read by nobody; it must only be a number that the model knows.
  return (pad === undefined ? undefined : tokenizer.token_to_id(pad)) ?? 0;
}
