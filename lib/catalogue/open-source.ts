import { join } from "node:path";
import type { ImageEncoder } from "@/ml/encoders/encoder";
import type { DownloadProgress } from "@/ml/encoders/hub/model-files";
import { openEncoder } from "@/ml/encoders/open";
import { env } from "../env";

/** Opens the encoder that a source names with this instance's hub and folder of models. Throws EncoderUnusable. */
export function openSource(source: string, onDownload?: (progress: DownloadProgress) => void): Promise<ImageEncoder> {
  const { TOILE_HUB, TOILE_HOME } = env();
  return openEncoder(source, {
    hub: { endpoint: TOILE_HUB.replace(/\/+$/, ""), folder: join(TOILE_HOME, "models"), onProgress: onDownload },
  });
}
