import type { FailureCode } from "@/lib/http/failures";

export type Failed = { ok: false; code: FailureCode | "offline"; sentence: string };
export type Answer<T> = { ok: true; value: T } | Failed;

const offline: Failed = {
  ok: false,
  code: "offline",
  sentence: "Toile can't be reached just now. What you answered is kept on this device and sent as soon as it can be.",
};

type ErrorBody = { error?: { code?: FailureCode; message?: string; detail?: string } };

/** One request to our own server. A refusal and a lost connection are answers, not exceptions. `personId`: who wrote the
 *  body; the server refuses it when someone else is signed in by now. `file`: sent as it is, in the place of a body. */
export async function call<T>(
  path: string,
  init: { body?: unknown; file?: Blob; signal?: AbortSignal; keepalive?: boolean; personId?: string } = {},
): Promise<Answer<T>> {
  const { body, file, personId, ...rest } = init;
  const posted = body === undefined ? {} : postOf(body, personId);
  const request: RequestInit = { ...rest, ...(file ? fileOf(file) : posted) };
  try {
    const response = await fetch(path, request);
    if (response.ok) return { ok: true, value: (await response.json()) as T };
    return await failureOf(response);
  } catch {
    // fetch throws on a lost connection, .json() on one lost half-way: both mean "not acknowledged".
    return offline;
  }
}

const postOf = (body: unknown, personId?: string): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json", ...(personId ? { "x-toile-person": personId } : {}) },
  body: JSON.stringify(body),
});

const fileOf = (file: Blob): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/octet-stream" },
  body: file,
});

async function failureOf(response: Response): Promise<Failed> {
  const { error } = (await response.json().catch(() => ({}))) as ErrorBody;
  // A proxy's own error page carries no code of ours: to be tried again, like a lost connection.
  if (!error?.code) return offline;
  return { ok: false, code: error.code, sentence: [error.message, error.detail].filter(Boolean).join(" ") };
}

/** Sends without waiting, even while the page is closing. */
export function beacon(path: string, body: unknown): void {
  navigator.sendBeacon?.(path, new Blob([JSON.stringify(body)], { type: "application/json" }));
}
