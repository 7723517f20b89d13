import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { PairLease } from "@/lib/queue/schema";
import { rngOf } from "@/ml/runtime/seed";
import type { Load, Measured, Person } from "./load";

/* The load's own process: plain keep-alive HTTP, nothing else. Times run from the moment at which a request was meant to
   be sent, so that a slow answer makes the next one late instead of unsent. */

const everyMs = 1_500;
const ahead = 3;
/** The lease follows its answer by this much, as the page's does. */
const leaseAfterMs = 100;
const patienceMs = 60_000;

let lastMs = performance.now();

type Sent = { status: number; body: string };

const agent = new Agent({ keepAlive: true, maxSockets: 256 });
const measured: Measured = {
  leaseMs: [],
  answerMs: [],
  acknowledged: [],
  served: [],
  outOfOrder: 0,
  failures: [],
  longestGapMs: 0,
};

function post(load: Load, { cookie }: Person, path: string, body: unknown): Promise<Sent> {
  const data = JSON.stringify(body);
  const headers = { cookie, "content-type": "application/json", "content-length": Buffer.byteLength(data) };
  return new Promise((resolve, reject) => {
    const sent = request(`${load.url}${path}`, { method: "POST", agent, headers, timeout: patienceMs }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part: string) => {
        text += part;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body: text }));
      response.on("error", reject);
    });
    sent.on("error", reject);
    sent.on("timeout", () => sent.destroy(new Error("no answer in a minute")));
    sent.end(data);
  });
}

/** Until it is answered as it should be; a load that is not stubborn notes the failure and gives up. */
async function deliver(load: Load, person: Person, path: string, body: unknown): Promise<string | null> {
  for (;;) {
    const sent = await post(load, person, path, body).catch((error: Error) => ({ status: 0, body: error.message }));
    if (sent.status === 200) return sent.body;
    const isPassing = sent.status === 0 || sent.status >= 500;
    if (load.kind !== "stubborn" || !isPassing) {
      measured.failures.push(`${path} ${sent.status} ${sent.body.slice(0, 200)}`);
      return null;
    }
    await wait(250);
  }
}

async function sit(load: Load, person: Person, place: number): Promise<void> {
  const rng = rngOf(load.seed * 1_000 + place);
  let inHand: string[] = [];
  const lease = async () => {
    const text = await deliver(load, person, "/api/queue/pairs/lease", { leaseToken: person.leaseToken, count: ahead });
    if (text === null) return;
    const ids = (JSON.parse(text) as PairLease).tasks.map((task) => task.taskId);
    // What the tab held comes first; by rank, in which a second opinion may have come between.
    const first = ids.slice(0, inHand.length);
    if (!inHand.every((id) => first.includes(id))) measured.outOfOrder++;
    for (const id of ids) if (!inHand.includes(id)) measured.served.push([id, place]);
    inHand = ids;
  };
  const answer = async () => {
    const taskId = inHand.shift();
    if (!taskId) throw new Error("the queue ran dry");
    const id = randomUUID();
    const judgement = { id, taskId, verdict: "fits", shownSwapped: false, elapsedMs: everyMs };
    if ((await deliver(load, person, "/api/labels/pairs", judgement)) === null) return;
    measured.acknowledged.push(id);
    measured.longestGapMs = Math.max(measured.longestGapMs, performance.now() - lastMs);
    lastMs = performance.now();
  };
  await lease();
  const end = performance.now() + load.seconds * 1_000;
  if (load.kind === "closed") {
    while (performance.now() < end) {
      const began = performance.now();
      await answer();
      const answered = performance.now();
      measured.answerMs.push(answered - began);
      await lease();
      measured.leaseMs.push(performance.now() - answered);
    }
    return;
  }
  const next = (ms: number) => ms + everyMs * (0.5 + rng());
  for (let due = performance.now() + everyMs * rng(); due < end; due = next(due)) {
    await wait(Math.max(0, due - performance.now()));
    await answer();
    measured.answerMs.push(performance.now() - due);
    await wait(Math.max(0, due + leaseAfterMs - performance.now()));
    await lease();
    measured.leaseMs.push(performance.now() - due - leaseAfterMs);
  }
}

process.once("message", async (message) => {
  const load = message as Load;
  await Promise.all(load.people.map((person, place) => sit(load, person, place)));
  process.send!(measured, () => process.exit(0));
});
