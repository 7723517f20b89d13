import type { FileToEmbed } from "@/ml/encoders/embed-files";
import type { Tx } from "../db";
import { countPhotos, unembeddedPhotos } from "./sql";
import { photoPath } from "./store-photo";

/** Distinct readable photos, and how many of them this encoder has embedded. */
export const embeddedPhotos = (encoderId: string, tx?: Tx): Promise<{ photos: number; embedded: number }> =>
  countPhotos(encoderId, tx);

/** Up to `limit` photos that this encoder has not embedded. */
export async function photosToEmbed(encoderId: string, limit: number): Promise<FileToEmbed[]> {
  const page = await unembeddedPhotos(encoderId, "", limit);
  return page.map((sha256) => ({ key: sha256, path: photoPath(sha256) }));
}
