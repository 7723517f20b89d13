import { z } from "zod";
import type { Capability } from "../users/schema";

/** What a token may be allowed to do. It never opens more than its person's role does. */
export const scopes = [
  "products:read",
  "products:write",
  "scores:read",
  "labels:read",
  "labels:write",
  "imports:write",
  "exports:read",
  "training:read",
  "training:write",
  "settings:read",
  "settings:write",
  "people:read",
  "people:write",
] as const;
export const Scope = z.enum(scopes);
export type Scope = z.infer<typeof Scope>;

/** The capability without which a scope opens nothing. */
export const scopeNeeds = {
  "products:read": "browse",
  "products:write": "judge-flags",
  "scores:read": "browse",
  "labels:read": "judge-pairs",
  "labels:write": "judge-pairs",
  "imports:write": "import",
  "exports:read": "oversee",
  "training:read": "train",
  "training:write": "train",
  "settings:read": "oversee",
  "settings:write": "oversee",
  "people:read": "administer",
  "people:write": "administer",
} as const satisfies Record<Scope, Capability>;

export const longestLife = 730;

export const NewToken = z.object({
  name: z.string().trim().min(1, "Give it a name, such as the program that will use it.").max(80),
  scopes: z
    .array(Scope)
    .min(1, "Choose at least one thing that it may do.")
    .transform((chosen) => scopes.filter((scope) => chosen.includes(scope))),
  /** Days until it runs out; null: never. */
  days: z.int().min(1).max(longestLife).nullable(),
});
export type NewToken = z.infer<typeof NewToken>;

export const TokenRef = z.object({ tokenId: z.uuid() });

export type TokenCard = {
  id: string;
  name: string;
  /** Its first characters. */
  hint: string;
  scopes: Scope[];
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
  revokedAt: string | null;
  /** Whose it is; null for one's own. */
  person: string | null;
};

/** `token` is told this once: only its hash is stored. */
export type MadeToken = { token: string; card: TokenCard };

/** Calls a minute, and so many at once after a quiet minute. */
export const callsPerMinute = 600;
