import { asSystem } from "../users/allow";
import { postMessage } from "./post-message";
import { secondsToNext } from "./rules";
import { secretOf, signedHeaders } from "./sign";
import { type Claimed, claimDue, noteAttempt } from "./sql";
import { switchWebhook } from "./switch-webhook";

const perWebhook = 3;
const gone = 410;

/** Sends what is due until nothing is, or the signal comes. A message goes out at least once: a sender that dies before
 *  it has noted the answer leaves it to be sent again, under the same id. Answers how many attempts were made. */
export async function deliverDue(signal?: AbortSignal): Promise<number> {
  for (let attempts = 0; ; ) {
    const claimed = signal?.aborted ? [] : await claimDue(perWebhook);
    if (claimed.length === 0) return attempts;
    await Promise.all(claimed.map(attempt));
    attempts += claimed.length;
  }
}

async function attempt({ id, webhookId, url, salt, body, attempts }: Claimed): Promise<void> {
  const headers = signedHeaders(secretOf(salt), id, Math.floor(Date.now() / 1_000), body);
  const posted = await postMessage(url, headers, body);
  const waitSeconds = posted.error === null || posted.status === gone ? null : secondsToNext(attempts);
  await noteAttempt(id, { ...posted, waitSeconds });
  // "Gone" is how a receiver says that it wants no more.
  if (posted.status === gone) await switchWebhook(asSystem("job", "webhooks"), { webhookId, isOn: false });
}
