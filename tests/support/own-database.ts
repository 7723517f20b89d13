import { afterAll } from "vitest";
import { closeDb } from "@/lib/db";
import { cloneDatabase } from "./clone";
import { scratchHome } from "./scratch-home";

// Every test file has a database and a TOILE_HOME of its own, set before the file's imports read the environment.
const clone = await cloneDatabase();
const home = scratchHome();
process.env.DATABASE_URL = clone.url;
process.env.TOILE_HOME = home.folder;
process.env.NEXTAUTH_SECRET = "a secret for tests only";

afterAll(async () => {
  await closeDb();
  await clone.drop();
  home.remove();
});
