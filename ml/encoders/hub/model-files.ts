import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { EncoderUnusable } from "../encoder";

/** done and total count bytes of the file that is being loaded; total is absent where the hub does not say. */
export type DownloadProgress = { file: string; done: number; total?: number };
/** endpoint: the hub's address without a slash at its end. folder: where files are kept for the next time. */
export type Hub = { endpoint: string; folder: string; onProgress?: (progress: DownloadProgress) => void };

/** The path of a model's file, from the folder of kept files or else from the hub; null when the model has no such file.
 *  What was loaded is compared with the hub's sha256 where it names one, and kept only whole. Throws EncoderUnusable. */
export async function modelFile(hub: Hub, id: string, file: string): Promise<string | null> {
  const path = join(folderOf(hub, id), file);
  if (await isKept(path)) return path;
  const response = await ask(hub, `${hub.endpoint}/${id}/resolve/main/${file}`);
  if (response.status === 404) return null;
  refuseOthers(hub, id, response);
  const part = `${path}.part`;
  await mkdir(dirname(path), { recursive: true });
  try {
    const sum = await write(hub, file, response, part);
    checkWhole(id, file, response, sum, (await stat(part)).size);
    await writeFile(`${path}.sha256`, sum);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw unusable(hub, error);
  }
  return path;
}

/** The licence that the model's page names, or null when it names none or the hub can't be asked. */
export async function modelLicence(hub: Hub, id: string): Promise<string | null> {
  const kept = join(folderOf(hub, id), "LICENCE");
  const known = await readFile(kept, "utf8").catch(() => null);
  if (known !== null) return known || null;
  const response = await ask(hub, `${hub.endpoint}/api/models/${id}`).catch(() => null);
  if (!response?.ok) return null;
  const page = (await response.json().catch(() => ({}))) as { cardData?: { license?: unknown }; tags?: unknown };
  const tags = Array.isArray(page.tags) ? page.tags.filter((tag) => typeof tag === "string") : [];
  const tagged = tags.find((tag) => tag.startsWith("license:"))?.slice(8);
  const licence = typeof page.cardData?.license === "string" ? page.cardData.license : (tagged ?? "");
  await mkdir(dirname(kept), { recursive: true });
  await writeFile(kept, licence);
  return licence || null;
}

const folderOf = (hub: Hub, id: string) => join(hub.folder, ...id.split("/"));

/** A kept file that no longer has the sum it was stored with is loaded again. */
async function isKept(path: string): Promise<boolean> {
  const sum = await readFile(`${path}.sha256`, "utf8").catch(() => null);
  if (sum === null || !(await stat(path).catch(() => null))) return false;
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex") === sum;
}

async function ask(hub: Hub, url: string): Promise<Response> {
  try {
    return await fetch(url, { signal: AbortSignal.timeout(600_000) });
  } catch (error) {
    throw unusable(hub, error);
  }
}

function refuseOthers(hub: Hub, id: string, { ok, status }: Response): void {
  if (ok) return;
  const host = new URL(hub.endpoint).host;
  if (status === 401 || status === 403)
    throw new EncoderUnusable(`${host} does not give out ${id}: it is not there, or its terms must be accepted first.`);
  if (status === 407)
    throw new EncoderUnusable(`A proxy asks for a password before ${host} can be reached. ${otherWay(hub, id)}`);
  throw new EncoderUnusable(`${host} answered ${status} for ${id}. Try again later.`);
}

async function write(hub: Hub, file: string, response: Response, part: string): Promise<string> {
  const total = Number(response.headers.get("content-length")) || undefined;
  const hash = createHash("sha256");
  let done = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      hash.update(chunk);
      done += chunk.length;
      hub.onProgress?.({ file, done, total });
      next(null, chunk);
    },
  });
  if (!response.body) throw new EncoderUnusable(`${file} came without content.`);
  // The web's and Node's stream types differ in name only.
  const body = Readable.fromWeb(response.body as import("node:stream/web").ReadableStream);
  await pipeline(body, count, createWriteStream(part));
  return hash.digest("hex");
}

/** Large files carry their sha256 as an ETag; a proxy's own pages do not. */
function checkWhole(id: string, file: string, { headers }: Response, sum: string, size: number): void {
  const told = (headers.get("x-linked-etag") ?? headers.get("etag") ?? "").replace(/^W\/|"/g, "");
  const isOther = /^[0-9a-f]{64}$/.test(told) && told !== sum;
  const length = headers.get("content-encoding") ? null : headers.get("content-length");
  if (isOther || (length !== null && Number(length) !== size))
    throw new EncoderUnusable(`${file} of ${id} did not arrive whole, and was not kept. Try again.`);
}

function unusable(hub: Hub, error: unknown): Error {
  if (error instanceof EncoderUnusable) return error;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = (cause as NodeJS.ErrnoException | undefined)?.code;
  if (code === "ENOSPC")
    return new EncoderUnusable(`The disk of ${hub.folder} is full. Make room and try again; nothing half was kept.`);
  const reason = code ?? (cause instanceof Error ? cause.message : String(cause));
  return new EncoderUnusable(
    `${new URL(hub.endpoint).host} can't be reached (${reason}). ${otherWay(hub, "OWNER/NAME")}`,
  );
}

const otherWay = (hub: Hub, id: string) =>
  `Without a way out, load the ONNX file elsewhere and name it as dir:PATH.onnx, or set TOILE_HUB to a mirror that serves ${id} in the hub's layout. What was loaded before lies in ${hub.folder} and needs no network.`;
