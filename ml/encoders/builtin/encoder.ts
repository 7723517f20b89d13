import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { EncoderUnusable, type ImageEncoder } from "../encoder";
import { type Graph, openGraph, type SessionOptions, versionOf } from "../onnx";
import { Preprocessing } from "../preprocessing";

/** The network that comes with Toile, from the working folder: commands, worker and web all run at the root. */
const WEIGHTS = join("ml", "encoders", "builtin", "garment.onnx");

const preprocessing = Preprocessing.parse({
  output: "garment",
  size: [176, 176],
  resize: "cover",
  views: ["whole"],
});

/** Opens the built-in encoder, a small convolutional network distilled from MobileNetV2 on free pictures; training/card.md
 *  says how and what it is worth. Throws EncoderUnusable when its file is gone or damaged. */
export async function openBuiltinEncoder(options: SessionOptions = {}): Promise<ImageEncoder> {
  return openGraph(await readBuiltinGraph(), options);
}

/** Its graph, not yet opened. Throws EncoderUnusable when the file is gone. */
export async function readBuiltinGraph(): Promise<Graph> {
  const weights = await readFile(WEIGHTS).catch(() => {
    throw new EncoderUnusable(`${WEIGHTS} is not there. Check the installation: it is a part of Toile.`);
  });
  const remedy = "Restore it from Toile's repository.";
  return { name: "builtin", weights, preprocessing, where: WEIGHTS, remedy };
}

let version: Promise<string> | undefined;

/** The version of the file that this release has, read once a process; "" when the file is gone. */
export function builtinVersion(): Promise<string> {
  version ??= readBuiltinGraph().then(
    ({ weights }) => versionOf(weights, preprocessing),
    () => "",
  );
  return version;
}
