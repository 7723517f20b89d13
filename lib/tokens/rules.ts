import { can } from "../users/rules";
import type { Role } from "../users/schema";
import { type Scope, scopeNeeds, scopes, type TokenCard } from "./schema";

/** Scopes that would open something for this role. */
export const scopesOf = (role: Role): Scope[] => scopes.filter((scope) => can(role, scopeNeeds[scope]));

export const tokenState = (
  { revokedAt, expiresAt }: Pick<TokenCard, "revokedAt" | "expiresAt">,
  now: number,
): "works" | "revoked" | "expired" => {
  if (revokedAt) return "revoked";
  return expiresAt && Date.parse(expiresAt) <= now ? "expired" : "works";
};

/** The token in an Authorization header; null when it holds none of ours. */
export function bearerOf(header: string | null): string | null {
  const [, token] = /^Bearer +(toile_[A-Za-z0-9_-]{43})$/i.exec(header?.trim() ?? "") ?? [];
  return token ?? null;
}
