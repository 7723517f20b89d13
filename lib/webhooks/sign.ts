import { createHmac } from "node:crypto";
import { env } from "../env";

/** A webhook's secret, made anew each time from this instance's own and the webhook's salt: no secret lies in the
 *  database. As Standard Webhooks has them: "whsec_" and base64. */
export function secretOf(salt: string): string {
  const own = env().NEXTAUTH_SECRET ?? "";
  return `whsec_${createHmac("sha256", own).update(`webhook ${salt}`).digest("base64")}`;
}

/** The headers of a message as Standard Webhooks 1.0 has them (standardwebhooks.com): its id, when it is sent, and the
 *  HMAC-SHA256 over "id.timestamp.body". sentAt: Unix seconds. */
export function signedHeaders(secret: string, id: string, sentAt: number, body: string): Record<string, string> {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${sentAt}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": String(sentAt), "webhook-signature": `v1,${signature}` };
}
