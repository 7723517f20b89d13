import { lookup as resolveName } from "node:dns";
import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { maxPhotoBytes, PhotoUnreadable } from "@/ml/encoders/decode";
import { isPublicAddress } from "./public-address";

type Limits = { allows?: (address: string) => boolean; timeoutMs?: number; signal?: AbortSignal };

const mostRedirects = 3;
const patienceMs = 20_000;

/** A photo's bytes from the web. Only addresses of the internet are asked: the very address that was looked at is the
 *  one that is connected to, after each redirect too. Throws PhotoUnreadable, with a sentence, on anything else: another
 *  scheme, a private address, more than 60 MB, more than 20 s in all, an answer that is no 200. */
export async function fetchPhoto(address: string, limits: Limits = {}): Promise<Buffer> {
  const { timeoutMs = patienceMs } = limits;
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = limits.signal ? AbortSignal.any([timeout, limits.signal]) : timeout;
  try {
    return await follow(new URL(address), mostRedirects, limits.allows ?? isPublicAddress, signal);
  } catch (error) {
    limits.signal?.throwIfAborted();
    if (error instanceof PhotoUnreadable) throw error;
    if (timeout.aborted) throw new PhotoUnreadable(`The address did not send the photo within ${timeoutMs / 1000} s.`);
    throw new PhotoUnreadable(
      `The address can't be reached (${(error as NodeJS.ErrnoException).code ?? "not an address"}).`,
    );
  }
}

async function follow(
  url: URL,
  redirects: number,
  allows: (address: string) => boolean,
  signal: AbortSignal,
): Promise<Buffer> {
  const response = await ask(url, allows, signal);
  const status = response.statusCode ?? 0;
  if (status >= 300 && status < 400 && response.headers.location) {
    response.destroy();
    if (redirects === 0) throw new PhotoUnreadable("The address leads from one to the next more than three times.");
    return follow(new URL(response.headers.location, url), redirects - 1, allows, signal);
  }
  if (status !== 200) {
    response.destroy();
    throw new PhotoUnreadable(`The address answers with ${status}.`);
  }
  return readBody(response);
}

function ask(url: URL, allows: (address: string) => boolean, signal: AbortSignal): Promise<IncomingMessage> {
  if (url.protocol !== "http:" && url.protocol !== "https:")
    throw new PhotoUnreadable("Only http and https addresses are fetched.");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  // A literal address is never looked up, so `lookup` would not see it.
  if (isIP(host) && !allows(host)) throw new PhotoUnreadable(notPublic);
  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  const options = { signal, lookup: lookupAllowed(allows), headers: { accept: "image/*", "user-agent": "Toile" } };
  return new Promise((resolve, reject) => {
    request(url, { ...options, agent: false }, resolve)
      .once("error", reject)
      .end();
  });
}

const notPublic = "The address leads to a private network, which is not asked.";

const lookupAllowed =
  (allows: (address: string) => boolean): LookupFunction =>
  (host, options, done) => {
    resolveName(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error, []);
      // One private address among public ones is enough to refuse: who answers may choose.
      if (found.length === 0 || found.some(({ address }) => !allows(address)))
        return done(new PhotoUnreadable(notPublic), []);
      if (options.all) done(null, found);
      else done(null, found[0]!.address, found[0]!.family);
    });
  };

async function readBody(response: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of response as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > maxPhotoBytes) {
      response.destroy();
      throw new PhotoUnreadable("The address sends more than 60 MB; photos may have up to that.");
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
