import { join } from "node:path";
import type { ImageEncoder } from "@/ml/encoders/encoder";
import { type DownloadProgress, modelLicence } from "@/ml/encoders/hub/model-files";
import type { Graph } from "@/ml/encoders/onnx";
import { openEncoder, readSource } from "@/ml/encoders/open";
import { env } from "../env";

type Options = { onDownload?: (progress: DownloadProgress) => void; threads?: number };

/** Opens the encoder that a source names with this instance's hub and folder of models. Throws EncoderUnusable. */
export const openSource = (source: string, { onDownload, threads }: Options = {}): Promise<ImageEncoder> =>
  openEncoder(source, { threads, hub: { ...ownHub(), onProgress: onDownload } });

/** The graph that a source names, not yet opened. Throws EncoderUnusable. */
export const readOwnSource = (source: string, { onDownload }: Pick<Options, "onDownload"> = {}): Promise<Graph> =>
  readSource(source, { ...ownHub(), onProgress: onDownload });

/** The licence that a hub's page names; null for what comes from elsewhere, or where it names none. */
export const licenceOf = async (source: string): Promise<string | null> =>
  source.startsWith("hub:") ? modelLicence(ownHub(), source.slice(4)) : null;

/** Where models of a hub come from, and where this instance keeps them. */
export function ownHub() {
  const { TOILE_HUB, TOILE_HOME } = env();
  return { endpoint: TOILE_HUB.replace(/\/+$/, ""), folder: join(TOILE_HOME, "models") };
}
