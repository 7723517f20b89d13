import { createHash } from "node:crypto";
import type { ApiToken } from "@/prisma/generated/client";
import { Scope, type TokenCard } from "./schema";

// 256 random bits cannot be guessed, so a fast hash is enough; a slow one would be paid on every call.
export const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");

export const toCard = (row: ApiToken, person: string | null = null): TokenCard => ({
  id: row.id,
  name: row.name,
  hint: row.hint,
  // A scope that a later version drops opens nothing.
  scopes: row.scopes.filter((scope): scope is Scope => Scope.safeParse(scope).success),
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt?.toISOString() ?? null,
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  revokedAt: row.revokedAt?.toISOString() ?? null,
  person,
});
