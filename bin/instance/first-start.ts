import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Environment } from "@/lib/env";

const DemoUser = z.object({ name: z.string(), email: z.string(), role: z.string(), password: z.string() });

const markerOf = (home: string) => join(home, "first-start.json");

/** Whether this start makes the demo. Only a first start on the embedded database and the default HOST does: anything
 *  else may be reached by strangers. */
export function wantsDemo({ TOILE_HOME, DATABASE_URL, HOST }: Environment, isEmpty: boolean): boolean {
  return !existsSync(markerOf(TOILE_HOME)) && !isEmpty && DATABASE_URL === undefined && HOST === "127.0.0.1";
}

/** Written when the first start has succeeded, so that a killed one is done again. */
export function noteFirstStart(home: string, withDemo: boolean): void {
  if (!existsSync(markerOf(home)))
    writeFileSync(markerOf(home), JSON.stringify({ withDemo, at: new Date().toISOString() }));
}

/** Lines that say how to get in. */
export function signInLines(home: string): string[] {
  const file = join(home, "demo-users.json");
  if (!existsSync(file)) {
    return ['No user yet? Make one: npm run toile -- users add EMAIL --name "NAME" --role admin'];
  }
  const users = z.array(DemoUser).parse(JSON.parse(readFileSync(file, "utf8")));
  const widest = Math.max(...users.map(({ email }) => email.length));
  return [
    "Sign in as",
    ...users.map(({ email, password, role }) => `  ${email.padEnd(widest)}  ${password}  (${role})`),
  ];
}
