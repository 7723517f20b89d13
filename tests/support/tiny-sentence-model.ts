import { encodeOnnx } from "@/ml/runtime/onnx-graph";

/* A sentence model of nine pieces and three numbers each, in the hub's layout: its graph looks pieces up in a table. */

const vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "wool", "coat", "##s", "silk", "a"];
/** [9, 3] what each piece is worth; the padding's numbers are large, so that a mask that is left out is seen. */
export const pieces = [
  [900, 900, 900],
  [0, 0, 1],
  [0.5, 0, 0],
  [0, 0.5, 0],
  [1, 2, 0],
  [0, 4, 1],
  [2, 0, 0],
  [-3, 1, 0],
  [0, 1, 1],
];

const special = (content: string) => ({
  ...{ id: vocabulary.indexOf(content), content, special: true, normalized: false },
  ...{ single_word: false, lstrip: false, rstrip: false },
});
const sign = (id: string) => ({ SpecialToken: { id, type_id: 0 } });

const tokenizer = {
  version: "1.0",
  truncation: null,
  padding: null,
  added_tokens: vocabulary.slice(0, 4).map(special),
  normalizer: {
    type: "BertNormalizer",
    ...{ clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true },
  },
  pre_tokenizer: { type: "BertPreTokenizer" },
  post_processor: {
    type: "TemplateProcessing",
    single: [sign("[CLS]"), { Sequence: { id: "A", type_id: 0 } }, sign("[SEP]")],
    pair: [],
    special_tokens: Object.fromEntries(
      ["[CLS]", "[SEP]"].map((id) => [id, { id, ids: [vocabulary.indexOf(id)], tokens: [id] }]),
    ),
  },
  decoder: { type: "WordPiece" },
  model: {
    ...{ type: "WordPiece", unk_token: "[UNK]", continuing_subword_prefix: "##", max_input_chars_per_word: 100 },
    vocab: Object.fromEntries(vocabulary.map((piece, id) => [piece, id])),
  },
};

/** Its graph. isPooled: with sentence_embedding, the mean of the pieces, instead of last_hidden_state. */
export function tinySentenceGraph({ isPooled = false, inputs = ["input_ids", "attention_mask"] } = {}): Uint8Array {
  const tokens = { op: "Gather", inputs: ["table", "input_ids"], outputs: ["last_hidden_state"] };
  const mean = {
    op: "ReduceMean",
    inputs: ["last_hidden_state"],
    outputs: ["sentence_embedding"],
    attributes: { axes: [1], keepdims: 0 },
  };
  return encodeOnnx({
    name: "tiny-sentences",
    inputs: inputs.map((name) => ({ name, shape: ["N", "T"], type: "int64" as const })),
    outputs: isPooled
      ? [{ name: "sentence_embedding", shape: ["N", 3] }]
      : [{ name: "last_hidden_state", shape: ["N", "T", 3] }],
    nodes: isPooled ? [tokens, mean] : [tokens],
    constants: [{ name: "table", shape: [pieces.length, 3], data: Float32Array.from(pieces.flat()) }],
  });
}

/** The model's files by their path. */
export function tinySentenceFiles(more: Record<string, Uint8Array | string> = {}): Record<string, Uint8Array | string> {
  return {
    "tokenizer.json": JSON.stringify(tokenizer),
    "tokenizer_config.json": JSON.stringify({ pad_token: "[PAD]", model_max_length: 512 }),
    "config.json": JSON.stringify({ model_type: "bert", max_position_embeddings: 64 }),
    "modules.json": JSON.stringify([
      { idx: 0, path: "", type: "sentence_transformers.models.Transformer" },
      { idx: 1, path: "1_Pooling", type: "sentence_transformers.models.Pooling" },
    ]),
    "1_Pooling/config.json": JSON.stringify({ word_embedding_dimension: 3, pooling_mode_mean_tokens: true }),
    "onnx/model.onnx": tinySentenceGraph(),
    ...more,
  };
}
