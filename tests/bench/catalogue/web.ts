import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { buildPages, isBuildFresh } from "@/bin/instance/build";
import { freePort } from "@/bin/postgres/cluster";
import { addUser } from "@/lib/users/add-user";
import { asSystem } from "@/lib/users/allow";
import type { Role } from "@/lib/users/schema";

export type Web = {
  get(path: string): Promise<{ status: number; ms: number; bytes: number; text: string }>;
  stop(): void;
};

const password = "a password for the bench only";
const email = "someone@bench.test";

/** The built app on the bench's database, seen by someone of this role who is signed in. */
export async function openWeb(home: string, say: (line: string) => void, role: Role = "reviewer"): Promise<Web> {
  const root = process.cwd();
  const logs = join(home, "logs");
  mkdirSync(logs, { recursive: true });
  if (!isBuildFresh(root)) {
    say("building the pages …");
    await buildPages(root, join(logs, "build.log"), new AbortController().signal);
  }
  const added = await addUser(asSystem("commandLine", "bench"), {
    email,
    name: "Someone",
    role,
    password,
  });
  if (!added.ok) throw new Error(added.detail);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(
    process.execPath,
    ["node_modules/next/dist/bin/next", "start", "--hostname", "127.0.0.1", "--port", String(port)],
    {
      env: {
        ...process.env,
        NODE_ENV: "production",
        NEXTAUTH_URL: url,
        NEXTAUTH_SECRET: "a secret for the bench only",
        NEXT_TELEMETRY_DISABLED: "1",
      },
      stdio: "ignore",
    },
  );
  await untilItAnswers(url);
  const cookie = await signIn(url);
  return {
    async get(path) {
      const began = performance.now();
      const response = await fetch(url + path, { headers: { cookie } });
      const text = await response.text();
      return { status: response.status, ms: performance.now() - began, bytes: text.length, text };
    },
    stop: () => void child.kill(),
  };
}

/** Not the health check: that asks for a worker too, and there is none here. */
async function untilItAnswers(url: string): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    const answer = await fetch(`${url}/api/auth/csrf`).catch(() => null);
    if (answer?.ok) return;
    await wait(100);
  }
  throw new Error("the web server did not answer within a minute");
}

async function signIn(url: string): Promise<string> {
  const jar = (response: Response) => response.headers.getSetCookie().map((line) => line.split(";")[0]!);
  const first = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await first.json()) as { csrfToken: string };
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded", cookie: jar(first).join("; "), origin: url },
    body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
  });
  const session = jar(answer).find((line) => line.includes("session-token"));
  if (!session) throw new Error(`signing in answered ${answer.status}`);
  return session;
}
