import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { db } from "../db";
import { env } from "../env";
import { addUser } from "../users/add-user";
import { asSystem } from "../users/allow";
import { Role } from "../users/schema";

const DemoPerson = z.object({ name: z.string(), email: z.string(), role: Role, password: z.string() });
export type DemoPerson = z.infer<typeof DemoPerson>;

const people = [
  { name: "Ines Sala", email: "stylist@demo.house", role: "stylist" },
  { name: "Jonas Weber", email: "reviewer@demo.house", role: "reviewer" },
  { name: "Mara Lindt", email: "manager@demo.house", role: "manager" },
  { name: "Ada Okoro", email: "admin@demo.house", role: "admin" },
] as const;

const fileOf = () => join(env().TOILE_HOME, "demo-users.json");

/** The demo's people with their passwords, from TOILE_HOME/demo-users.json; empty without a demo. */
export const demoPeople = (): DemoPerson[] =>
  existsSync(fileOf()) ? DemoPerson.array().parse(JSON.parse(readFileSync(fileOf(), "utf8"))) : [];

/** One person of each role, with random passwords that only their owner can read (0600). Safe to repeat: who is there
 *  keeps the password. The file comes first, so that no account is ever left without a known password. */
export async function addDemoPeople(): Promise<DemoPerson[]> {
  const known = new Map(demoPeople().map((person) => [person.email, person]));
  const all = people.map(
    (person) => known.get(person.email) ?? { ...person, password: randomBytes(9).toString("base64url") },
  );
  await writeFile(fileOf(), `${JSON.stringify(all, null, 2)}\n`, { mode: 0o600 });
  await chmod(fileOf(), 0o600);
  for (const person of all) {
    if (await db().user.findUnique({ where: { email: person.email } })) continue;
    const added = await addUser(asSystem("commandLine", "demo"), person, { isDemo: true });
    if (!added.ok) throw new Error(`${person.email}: ${added.detail}`);
  }
  return all;
}
