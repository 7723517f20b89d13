import { createHash } from "node:crypto";
import { request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { env } from "../../env";
import { fail, type Result } from "../../result";
import type { PhotoResult } from "./answer-questions";
import {
  largestPhotoBytes,
  NeighbourAnswer,
  NeighbourAnswers,
  type NeighbourWish,
  type ProductQuestion,
  type ProductsQuestion,
} from "./schema";

/** A socket's path may have some hundred bytes, by platform. */
const longestPath = 100;
const patienceMs = 20_000;

/** Where this house's search listens: a socket in TOILE_HOME that only its owner opens, or under another name where the
 *  path would be too long for one. */
export function placeOfSearch(home = env().TOILE_HOME): string {
  const name = `toile-${createHash("sha256").update(home).digest("hex").slice(0, 16)}`;
  if (process.platform === "win32") return `\\\\.\\pipe\\${name}`;
  const path = join(home, "neighbours.sock");
  return Buffer.byteLength(path) <= longestPath ? path : join(tmpdir(), `${name}.sock`);
}

const Failed = z.object({
  ok: z.literal(false),
  code: z.enum(["not-found", "unavailable", "invalid", "too-many", "too-large"]),
  detail: z.string().optional(),
});
const answered = <T extends z.ZodType>(value: T) => z.union([z.object({ ok: z.literal(true), value }), Failed]);
const [One, Several] = [answered(NeighbourAnswer), answered(NeighbourAnswers)];

const noSearch = fail(
  "unavailable",
  "The search for neighbours is not there: it starts with the worker, and takes a moment.",
);
/** The connection could not be made, so nobody serves here. */
const isAbsent = (error: unknown) =>
  ["ENOENT", "ECONNREFUSED", "EPIPE", "ECONNRESET"].includes((error as NodeJS.ErrnoException).code ?? "");

/** The nearest products of one, from this machine's search process; it never computes here. "unavailable": the search is
 *  not there, or nothing is embedded. */
export async function neighboursOfProduct(
  question: ProductQuestion,
): Promise<Result<NeighbourAnswer, "not-found" | "unavailable">> {
  const answer = await askAbout("/product", question, One);
  if (answer.ok || answer.code === "not-found" || answer.code === "unavailable") return answer as never;
  throw notTaken(answer);
}

/** The nearest products of each of these, from this machine's search process, in one question. None at all asks whether
 *  it answers. */
export async function neighboursOfProducts(
  question: ProductsQuestion,
): Promise<Result<NeighbourAnswers, "unavailable">> {
  const answer = await askAbout("/products", question, Several);
  if (answer.ok || answer.code === "unavailable") return answer as never;
  throw notTaken(answer);
}

const notTaken = ({ code, detail }: z.infer<typeof Failed>) =>
  new Error(`The search did not take a question of our own: ${detail ?? code}`);

const askAbout = <T extends z.ZodType>(path: string, question: unknown, answer: T) =>
  ask(path, Readable.from([JSON.stringify(question)]), { "content-type": "application/json" }, answer);

/** The nearest products of a photo that is nowhere kept, handed on piece by piece. "too-large": above 30 MB; "invalid": no
 *  photo that can be read, with the reason. */
export async function neighboursOfPhoto(
  body: ReadableStream<Uint8Array>,
  wish: NeighbourWish,
): Promise<PhotoResult | Result<never, "too-large">> {
  const headers = { "x-toile-wish": encodeURIComponent(JSON.stringify(wish)) };
  const answer = await ask("/photo", Readable.fromWeb(body as never), headers, One);
  // A photo is no product, so none is missing.
  return answer.ok || answer.code !== "not-found" ? (answer as PhotoResult) : noSearch;
}

async function ask<T extends z.ZodType>(
  path: string,
  body: Readable,
  headers: Record<string, string>,
  answer: T,
): Promise<z.infer<T> | z.infer<typeof Failed>> {
  try {
    return answer.parse(JSON.parse(await post(path, body, headers)));
  } catch (error) {
    if (error instanceof PhotoTooLarge) return fail("too-large", "A photo may have up to 30 MB.");
    if (isAbsent(error) || error instanceof SearchLate) return noSearch;
    throw error;
  }
}

class PhotoTooLarge extends Error {}
class SearchLate extends Error {}

function post(path: string, body: Readable, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = {
      socketPath: placeOfSearch(),
      path,
      method: "POST",
      headers,
      agent: false as const,
      timeout: patienceMs,
    };
    const asked = request(options, async (response) => {
      try {
        let text = "";
        for await (const piece of response.setEncoding("utf8")) text += piece;
        resolve(text);
      } catch (error) {
        reject(error);
      }
    });
    asked.on("timeout", () => asked.destroy(new SearchLate()));
    asked.on("error", reject);
    pipeline(body, atMost(largestPhotoBytes), asked).catch(reject);
  });
}

const atMost = (most: number) =>
  async function* (source: AsyncIterable<Uint8Array>) {
    let bytes = 0;
    for await (const piece of source) {
      bytes += piece.length;
      if (bytes > most) throw new PhotoTooLarge();
      yield piece;
    }
  };

/** Whether a process of this machine serves neighbours of this house. */
export function isServed(): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(placeOfSearch());
    const answer = (is: boolean) => {
      resolve(is);
      socket.destroy();
    };
    socket.once("connect", () => answer(true));
    socket.once("error", () => answer(false));
  });
}
