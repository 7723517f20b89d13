import { db } from "@/lib/db";
import { type Clone, cloneDatabase } from "./clone";

/** The client on this test file's own database. */
export const testDb = db;

/** Address of this test file's own database, for a second connection or a child process. */
export const testDatabaseUrl = (): string => process.env.DATABASE_URL ?? "";

/** One more empty database, for a test that must not see what the rest of its file wrote. */
export const freshDatabase = (): Promise<Clone> => cloneDatabase();
