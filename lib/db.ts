import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { type Prisma, PrismaClient } from "@/prisma/generated/client";
import { env } from "./env";
import type { FailureCode } from "./http/failures";
import type { Result } from "./result";

const shared = globalThis as { toilePrisma?: PrismaClient; toilePool?: pg.Pool };

function connect(): PrismaClient {
  const { DATABASE_URL, DATABASE_POOL } = env();
  if (!DATABASE_URL) throw new Error("DATABASE_URL is not set: start Toile with npm start, or use npm run toile.");
  const pool = new pg.Pool({ connectionString: DATABASE_URL, max: DATABASE_POOL });
  // A connection that Postgres cuts in the moment it is made has no listener yet, and would end the process. Whoever
  // asks next gets the error; the pool drops the connection.
  pool.on("connect", (client) => client.on("error", () => undefined));
  shared.toilePool = pool;
  return new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: true }) });
}

/** The one client of this process, opened on first use. Kept on globalThis because Next loads modules more than once. */
export function db(): PrismaClient {
  shared.toilePrisma ??= connect();
  return shared.toilePrisma;
}

export async function closeDb(): Promise<void> {
  await shared.toilePrisma?.$disconnect();
  shared.toilePrisma = undefined;
  shared.toilePool = undefined;
}

const names = new Map<string, string>();

/** Runs one statement by itself, prepared once a connection and past the ORM: for the hot path, where planning anew costs
 *  more than running. Values come as the driver has them. Call it with few different texts: each is kept for good. */
export async function runPrepared(sql: Prisma.Sql): Promise<unknown[]> {
  db();
  const text = sql.text;
  const name = names.get(text) ?? createHash("sha1").update(text).digest("hex");
  names.set(text, name);
  const { rows } = await shared.toilePool!.query({ name, text, values: sql.values });
  return rows;
}

export type Tx = Prisma.TransactionClient;

class RolledBack extends Error {
  constructor(readonly failure: Result<never>) {
    super("rolled back on a returned failure");
  }
}

const isResult = (value: unknown): value is Result<unknown> =>
  typeof value === "object" && value !== null && "ok" in value && typeof value.ok === "boolean";

/** Runs `work` in one transaction. A returned failure rolls back, as a throw does: Prisma alone would commit it. */
export async function inTx<T>(work: (tx: Tx) => Promise<T>, options: { timeoutMs?: number } = {}): Promise<T> {
  try {
    return await db().$transaction(
      async (tx) => {
        const value = await work(tx);
        if (isResult(value) && !value.ok) throw new RolledBack(value as Result<never, FailureCode>);
        return value;
      },
      { timeout: options.timeoutMs ?? 15_000, maxWait: 10_000 },
    );
  } catch (error) {
    // The failure is of T's own union: it came out of `work` two lines above.
    if (error instanceof RolledBack) return error.failure as T;
    throw error;
  }
}
