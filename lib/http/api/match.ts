import type { Endpoint } from "./endpoint";

export type Match =
  | { found: "endpoint"; endpoint: Endpoint; params: Record<string, string> }
  | { found: "path"; allow: string[] }
  | { found: "nothing" };

/** The endpoint for a method and a path below /api/v1. A segment that is written out goes before one in braces. */
export function matchEndpoint(endpoints: readonly Endpoint[], method: string, path: string): Match {
  const segments = decoded(path);
  if (!segments) return { found: "nothing" };
  const there = endpoints
    .flatMap((endpoint) => {
      const params = paramsOf(endpoint.path, segments);
      return params ? [{ endpoint, params }] : [];
    })
    .sort((a, b) => Object.keys(a.params).length - Object.keys(b.params).length);
  const wanted = there.find(({ endpoint }) => endpoint.method === (method === "HEAD" ? "GET" : method));
  if (wanted) return { found: "endpoint", ...wanted };
  if (there.length === 0) return { found: "nothing" };
  return { found: "path", allow: [...new Set(there.map(({ endpoint }) => endpoint.method))] };
}

function decoded(path: string): string[] | null {
  try {
    return path.split("/").filter(Boolean).map(decodeURIComponent);
  } catch {
    // URIError: a per cent sign that begins nothing.
    return null;
  }
}

function paramsOf(pattern: string, segments: string[]): Record<string, string> | null {
  const parts = pattern.split("/").filter(Boolean);
  if (parts.length !== segments.length) return null;
  const params: Record<string, string> = {};
  for (const [i, part] of parts.entries()) {
    const segment = segments[i]!;
    if (part.startsWith("{")) params[part.slice(1, -1)] = segment;
    else if (part !== segment) return null;
  }
  return params;
}
