import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { homePaths } from "./home";

const Secrets = z.looseObject({
  /** Signs the sessions. */
  authSecret: z.string(),
  /** Of the embedded database's only user. */
  databasePassword: z.string(),
  /** Random passwords of the demo people by sign-in name; empty without the demo. */
  demoPasswords: z.record(z.string(), z.string()).default({}),
});
export type Secrets = z.infer<typeof Secrets>;

const token = (): string => randomBytes(24).toString("base64url");

/** The instance's secrets, made on the first call. The file is for its owner alone (0600). */
export function loadSecrets(home: string): Secrets {
  const { secrets: file } = homePaths(home);
  if (existsSync(file)) {
    chmodSync(file, 0o600);
    return Secrets.parse(JSON.parse(readFileSync(file, "utf8")));
  }
  const made = { authSecret: token(), databasePassword: token(), demoPasswords: {} };
  saveSecrets(home, made);
  return made;
}

export function saveSecrets(home: string, secrets: Secrets): void {
  const { secrets: file } = homePaths(home);
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
}
