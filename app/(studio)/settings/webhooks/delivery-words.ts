import { duration } from "@/app/_ui/figures";
import type { DeliveryCard } from "@/lib/webhooks/schema";

/** A delivery's state in a sentence: "Delivered in 42 ms (200).", "The receiver answered with 503. Next try in 5 min." */
export function howItWent(
  { state, lastStatus, lastError, lastMs, nextAt, attempts }: DeliveryCard,
  now: number,
): string {
  if (state === "delivered") return `Delivered in ${lastMs ?? 0} ms (${lastStatus}).`;
  const reason = lastError ?? "";
  if (state === "given-up") return `${reason} Given up.`.trim();
  const seconds = nextAt ? (Date.parse(nextAt) - now) / 1_000 : 0;
  if (attempts === 0 || seconds <= 0) return `${reason} On its way.`.trim();
  return `${reason} Next try in ${duration(seconds)}.`.trim();
}
