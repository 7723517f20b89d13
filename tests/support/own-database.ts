import { afterAll, vi } from "vitest";
import { closeDb } from "@/lib/db";
import { closeJobs } from "@/lib/jobs/boss";
import { cloneDatabase } from "./clone";
import { scratchHome } from "./scratch-home";

// Every test file has a database, a TOILE_HOME and modules of its own in a process that it shares, set before the file's
// imports read the environment. Packages are loaded once: a process for each file took a third of the time.
vi.resetModules();
const clone = await cloneDatabase();
const home = scratchHome();
process.env.DATABASE_URL = clone.url;
process.env.TOILE_HOME = home.folder;
process.env.NEXTAUTH_SECRET = "a secret for tests only";

afterAll(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await closeJobs();
  await closeDb();
  await clone.drop();
  home.remove();
});
