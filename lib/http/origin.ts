const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/** Whether a request may write: its Origin must be this server. Scripts send none, and carry no cookie of a browser. */
export function isForeign(request: { method: string; headers: Headers }, ownUrl: string): boolean {
  if (safeMethods.has(request.method)) return false;
  const origin = request.headers.get("origin");
  if (!origin) return ["cross-site", "same-site"].includes(request.headers.get("sec-fetch-site") ?? "");
  if (!URL.canParse(origin)) return true;
  const { host } = new URL(origin);
  return host !== request.headers.get("host") && host !== new URL(ownUrl).host;
}

/** Whether a request was written under another name than the one that is signed in: a tab that stayed open while the
 *  person changed. What it sends has to wait for its own person. */
export function isOfAnother(request: { headers: Headers }, userId: string): boolean {
  const personId = request.headers.get("x-toile-person");
  return personId !== null && personId !== userId;
}
