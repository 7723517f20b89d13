import { once } from "node:events";
import { mkdir, unlink } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { dirname } from "node:path";
import { z } from "zod";
import { fail } from "../../result";
import { NeighbourDesk } from "./answer-questions";
import { isServed, placeOfSearch } from "./ask-neighbours";
import { openChosen } from "./pgvector/open-chosen";
import { largestPhotoBytes, NeighbourWish, ProductQuestion, ProductsQuestion } from "./schema";

/** follow: brings in what has changed at once, instead of within the second. */
export type NeighbourServer = { size(): number; follow(): Promise<number>; stop(): Promise<void> };

const followMs = 1_000;
const keepMs = 15 * 60_000;
const largestQuestionBytes = 1_000_000;

/** Serves neighbours to this machine's programs until stop(), from this process: it is busy while it searches. null when
 *  another process of this machine does already. */
export async function serveNeighbours(): Promise<NeighbourServer | null> {
  if (await isServed()) return null;
  const neighbours = await openChosen();
  const desk = new NeighbourDesk(neighbours);
  const server = createServer((request, response) => void serve(desk, request, response));
  if (!(await listen(server))) return null;
  await desk.warmUp();
  let underWay: Promise<unknown> = neighbours.keep().catch(logged);
  let keptAt = performance.now();
  /** One after the other: the file is written out of an index that holds still. */
  const next = <T>(work: () => Promise<T>): Promise<T> => {
    const done = underWay.then(work);
    underWay = done.catch(() => {});
    return done;
  };
  const follow = () =>
    next(async () => {
      const changed = await neighbours.follow();
      await desk.warmUp();
      if (performance.now() - keptAt < keepMs) return changed;
      keptAt = performance.now();
      await neighbours.keep();
      return changed;
    });
  let isWaiting = false;
  const timer = setInterval(() => {
    if (isWaiting) return;
    isWaiting = true;
    void follow()
      .catch(logged)
      .finally(() => {
        isWaiting = false;
      });
  }, followMs);
  return {
    size: () => neighbours.current()?.index.size ?? 0,
    follow,
    stop: async () => {
      clearInterval(timer);
      server.close();
      server.closeAllConnections();
      await next(() => neighbours.keep()).catch(logged);
    },
  };
}

const logged = (error: unknown) => console.error("neighbours:", error instanceof Error ? error.message : error);

/** Whether this process is the one that serves now. What a killed one left behind is taken over. */
async function listen(server: Server): Promise<boolean> {
  const place = placeOfSearch();
  await mkdir(dirname(place), { recursive: true });
  for (const isAgain of [false, true]) {
    try {
      server.listen(place);
      await once(server, "listening");
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE" || isAgain || (await isServed())) return false;
      await unlink(place).catch(() => {});
    }
  }
  return false;
}

async function serve(desk: NeighbourDesk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const answer = await answerOf(desk, request).catch((error: unknown) => {
    console.error("neighbours:", error);
    return fail("unavailable", "The search met an error that its log tells of.");
  });
  const body = JSON.stringify(answer);
  response.writeHead(200, { "content-type": "application/json" }).end(body);
}

async function answerOf(desk: NeighbourDesk, request: IncomingMessage) {
  const isPhoto = request.url === "/photo";
  const body = await read(request, isPhoto ? largestPhotoBytes : largestQuestionBytes);
  if (!body) return fail("too-large");
  try {
    const question = () => JSON.parse(body.toString("utf8"));
    if (request.url === "/products") return await desk.ofProducts(ProductsQuestion.parse(question()));
    if (!isPhoto) return await desk.ofProduct(ProductQuestion.parse(question()));
    const wish = decodeURIComponent(String(request.headers["x-toile-wish"] ?? "{}"));
    return await desk.ofPhoto(body, NeighbourWish.parse(JSON.parse(wish)));
  } catch (error) {
    if (error instanceof z.ZodError) return fail("invalid", error.message);
    throw error;
  }
}

async function read(request: IncomingMessage, most: number): Promise<Buffer | null> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.length;
    // Read to its end all the same: an answer in the middle of a body is taken for a broken line.
    if (bytes <= most) pieces.push(piece);
  }
  return bytes > most ? null : Buffer.concat(pieces);
}
