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
  const [nearest] = there;
  if (!nearest) return { found: "nothing" };
  // Of one path alone: GET /imports/stock asks for no import that is named "stock".
  const ofPath = there.filter(({ endpoint }) => endpoint.path === nearest.endpoint.path);
  const asked = method === "HEAD" ? "GET" : method;
  const wanted = ofPath.find(({ endpoint }) => endpoint.method === asked);
  if (wanted) return { found: "endpoint", ...wanted };
  return { found: "path", allow: [...new Set(ofPath.map(({ endpoint }) => endpoint.method))] };
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
