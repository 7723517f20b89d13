import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { EncoderUnusable } from "../encoder";

/** done and total count bytes of the file that is being loaded; total is absent where the hub does not say. */
export type DownloadProgress = { file: string; done: number; total?: number };
/** endpoint: the hub's address without a slash at its end. folder: where files are kept for the next time. onProgress may
 *  throw: then the file is not loaded further, and nothing of it is kept. */
export type Hub = { endpoint: string; folder: string; onProgress?: (progress: DownloadProgress) => void };

/** The path of the first of these files that was kept before, or else that the hub has; null when it has none of them.
 *  What is loaded is compared with the hub's sha256 where it names one, and kept only whole. Throws EncoderUnusable. */
export async function modelFile(hub: Hub, id: string, ...files: string[]): Promise<string | null> {
  // Without a network, that a model lacks the first of them can't be asked.
  for (const file of files) if (await isKept(pathOf(hub, id, file))) return pathOf(hub, id, file);
  for (const file of files) {
    const path = await loadFile(hub, id, file);
    if (path) return path;
  }
  return null;
}

/** The path of a file that a model may go without, or null where the hub had none when it was asked: that is kept too, so
 *  that a model stays the same model, and opens without a network. Throws EncoderUnusable. */
export async function optionalModelFile(hub: Hub, id: string, file: string): Promise<string | null> {
  const absent = `${pathOf(hub, id, file)}.absent`;
  if (existsSync(absent)) return null;
  const path = await modelFile(hub, id, file);
  if (path) return path;
  await mkdir(dirname(absent), { recursive: true });
  await writeFile(absent, "");
  return null;
}

async function loadFile(hub: Hub, id: string, file: string): Promise<string | null> {
  const path = pathOf(hub, id, file);
  const { response, sum: told } = await askForFile(hub, `${hub.endpoint}/${id}/resolve/main/${file}`);
  if (response.status === 404) return null;
  refuseOthers(hub, id, response);
  const part = `${path}.part`;
  await mkdir(dirname(path), { recursive: true });
  try {
    const sum = await write(hub, file, response, part);
    checkWhole(id, file, response, sum === (told ?? sum), (await stat(part)).size);
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
  const response = await ask(hub, `${hub.endpoint}/api/models/${id}`, { patience: SHORTEST }).catch(() => null);
  if (!response?.ok) return null;
  const page = (await response.json().catch(() => ({}))) as { cardData?: { license?: unknown }; tags?: unknown };
  const tags = Array.isArray(page.tags) ? page.tags.filter((tag) => typeof tag === "string") : [];
  const tagged = tags.find((tag) => tag.startsWith("license:"))?.slice(8);
  const licence = typeof page.cardData?.license === "string" ? page.cardData.license : (tagged ?? "");
  await mkdir(dirname(kept), { recursive: true });
  await writeFile(kept, licence);
  return licence || null;
}

/** A large model over a slow line, in milliseconds. */
const LONGEST = 3_600_000;
/** A page that says what is known must not wait for a hub that is out of reach. */
const SHORTEST = 4_000;

const folderOf = (hub: Hub, id: string) => join(hub.folder, ...id.split("/"));
const pathOf = (hub: Hub, id: string, file: string) => join(folderOf(hub, id), file);

/** A kept file that no longer has the sum it was stored with is loaded again. */
async function isKept(path: string): Promise<boolean> {
  const sum = await readFile(`${path}.sha256`, "utf8").catch(() => null);
  if (sum === null || !(await stat(path).catch(() => null))) return false;
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex") === sum;
}

const MOST_HOPS = 5;

/** Follows the hub to where a file lies. A large file's sha256 is told on the way, as X-Linked-Etag; the ETag of the store
 *  at the end is its own affair. */
async function askForFile(hub: Hub, url: string): Promise<{ response: Response; sum?: string }> {
  let sum: string | undefined;
  for (let hop = 0; hop < MOST_HOPS; hop++) {
    const response = await ask(hub, url, { redirect: "manual" });
    const told = response.headers.get("x-linked-etag")?.replace(/^W\/|"/g, "") ?? "";
    if (/^[0-9a-f]{64}$/.test(told)) sum = told;
    const next = response.headers.get("location");
    if (response.status < 300 || response.status >= 400 || !next) return { response, sum };
    url = new URL(next, url).href;
  }
  throw new EncoderUnusable(`${new URL(hub.endpoint).host} sends in circles. Check TOILE_HUB.`);
}

type Asking = { redirect?: RequestRedirect; patience?: number };

async function ask(hub: Hub, url: string, { redirect = "follow", patience = LONGEST }: Asking = {}): Promise<Response> {
  try {
    return await fetch(url, { redirect, signal: AbortSignal.timeout(patience) });
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
      try {
        hub.onProgress?.({ file, done, total });
        next(null, chunk);
      } catch (error) {
        next(error as Error);
      }
    },
  });
  if (!response.body) throw new EncoderUnusable(`${file} came without content.`);
  // The web's and Node's stream types differ in name only.
  const body = Readable.fromWeb(response.body as import("node:stream/web").ReadableStream);
  await pipeline(body, count, createWriteStream(part));
  return hash.digest("hex");
}

function checkWhole(id: string, file: string, { headers }: Response, isSame: boolean, size: number): void {
  const length = headers.get("content-encoding") ? null : headers.get("content-length");
  if (!isSame || (length !== null && Number(length) !== size))
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
