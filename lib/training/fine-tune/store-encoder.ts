import { join } from "node:path";
import { type Graph, openOnnxEncoder, versionOf } from "@/ml/encoders/onnx";
import { Preprocessing } from "@/ml/encoders/preprocessing";
import type { Metrics } from "@/ml/train-protocol";
import { recordAudit } from "../../audit/record";
import { writeWhole } from "../../catalogue/store-photo";
import { inTx } from "../../db";
import { env } from "../../env";
import { type AsSystem, actorOf } from "../../users/allow";

export type TunedEncoder = { name: string; version: string; path: string };

/** What a tuned file came from and what it is worth, written beside it. */
type Origin = { from: { name: string; version: string }; seed: number; photos: number; metrics: Metrics };

/** Keeps tuned weights as an encoder of their own under the store, TOILE_STORE/encoders/VERSION/NAME.onnx with its
 *  preprocessing and its card, and makes it known with an audit row. Nothing works with it yet. The same weights again
 *  change nothing. Throws EncoderUnusable when the file does not open, and the disk's own error. */
export async function storeEncoder(
  by: AsSystem,
  graph: Graph,
  weights: Uint8Array,
  origin: Origin,
): Promise<TunedEncoder> {
  const preprocessing = Preprocessing.parse(graph.preprocessing);
  const version = versionOf(weights, preprocessing);
  const name = `${graph.name.replace(/-tuned$/, "").replaceAll("/", "-")}-tuned`;
  const path = join(env().TOILE_STORE, "encoders", version, `${name}.onnx`);
  const text = (value: unknown) => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
  await writeWhole(`${path}.json`, text(preprocessing));
  await writeWhole(`${path}.card.json`, text({ name, version, ...origin }));
  await writeWhole(path, weights);
  const encoder = await openOnnxEncoder(path);
  const { dimension } = encoder;
  await encoder.close();
  await inTx(async (tx) => {
    const { count } = await tx.encoder.createMany({
      data: [{ name, version, dimension, source: `dir:${path}` }],
      skipDuplicates: true,
    });
    if (count === 0) return;
    const { id } = await tx.encoder.findUniqueOrThrow({ where: { name_version: { name, version } } });
    await recordAudit(tx, {
      actor: actorOf(by),
      action: "encoder.fine-tuned",
      subject: "encoder",
      subjectId: id,
      after: { name, version, from: origin.from, photos: origin.photos, seed: origin.seed },
    });
  });
  return { name, version, path };
}
