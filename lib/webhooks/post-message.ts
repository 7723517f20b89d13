import { lookup as resolve } from "node:dns";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { mayReceive } from "./rules";

export type Posted = { status: number | null; error: string | null; elapsedMs: number };

const patienceMs = 10_000;
const refusal = "No message is sent to this address: it belongs to no receiver.";

/** Posts a JSON body and answers how it went; never throws. Ten seconds for all of it; redirects are not followed, and
 *  what the receiver says beside its status is not read. The address is checked where the connection is made, so that a
 *  name cannot be pointed elsewhere in between. */
export function postMessage(url: string, headers: Record<string, string>, body: string): Promise<Posted> {
  const began = performance.now();
  const elapsedMs = () => Math.round(performance.now() - began);
  const target = new URL(url);
  const host = target.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) && !mayReceive(host)) return Promise.resolve({ status: null, error: refusal, elapsedMs: 0 });
  return new Promise((settle) => {
    const send = target.protocol === "https:" ? requestHttps : requestHttp;
    const request = send(target, {
      method: "POST",
      lookup: checkedLookup,
      signal: AbortSignal.timeout(patienceMs),
      agent: false,
      headers: {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
        "user-agent": "Toile",
        ...headers,
      },
    });
    request.once("response", (response) => {
      const status = response.statusCode ?? 0;
      response.destroy();
      settle({ status, error: explainStatus(status), elapsedMs: elapsedMs() });
    });
    request.once("error", (error) => settle({ status: null, error: explainError(error), elapsedMs: elapsedMs() }));
    request.end(body);
  });
}

const checkedLookup: LookupFunction = (host, options, done) => {
  resolve(host, { ...options, all: true }, (error, found) => {
    if (error) return done(error, "", 0);
    const fine = found.filter(({ address }) => mayReceive(address));
    const [first] = fine;
    if (!first) return done(new Error(refusal), "", 0);
    if (options.all) return done(null, fine);
    done(null, first.address, first.family);
  });
};

function explainStatus(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400)
    return `The receiver sent it on (${status}), which is not followed. Give its own address.`;
  return `The receiver answered with ${status}.`;
}

function explainError(error: NodeJS.ErrnoException): string {
  if (error.name === "TimeoutError" || error.name === "AbortError") return "No answer within ten seconds.";
  if (error.code === "ECONNREFUSED") return "Nobody listens at this address.";
  if (error.code === "ENOTFOUND") return "This name is not known.";
  return error.message.slice(0, 300);
}
