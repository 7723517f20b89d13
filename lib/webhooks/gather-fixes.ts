import { inTx } from "../db";
import { pseudonymOf } from "../exports/pseudonyms";
import { type FixNews, fixesType } from "./schema";
import { type FixEvent, takeEvents } from "./sql";

const eventsAtOnce = 500;
const fixesPerMessage = 100;

/** Makes messages of the fixes that were noted since the last time, for every webhook that is on: up to a hundred fixes
 *  each, in one transaction with taking the notes, so that none is lost or told twice. Answers how many were told. */
export async function gatherFixes(): Promise<number> {
  let told = 0;
  for (;;) {
    const { taken, events } = await inTx(async (tx) => {
      const batch = await takeEvents(tx, eventsAtOnce);
      const webhooks = await tx.webhook.findMany({ where: { isOn: true, removedAt: null }, select: { id: true } });
      const data = messagesOf(batch.events).flatMap((message) =>
        webhooks.map(({ id }) => ({ webhookId: id, type: fixesType, ...message })),
      );
      await tx.webhookDelivery.createMany({ data });
      return batch;
    });
    told += events.length;
    if (taken < eventsAtOnce) return told;
  }
}

function messagesOf(events: FixEvent[]): { items: number; body: string }[] {
  const timestamp = new Date().toISOString();
  const messages: { items: number; body: string }[] = [];
  for (let from = 0; from < events.length; from += fixesPerMessage) {
    const fixes = events.slice(from, from + fixesPerMessage).map(newsOf);
    messages.push({ items: fixes.length, body: JSON.stringify({ type: fixesType, timestamp, data: { fixes } }) });
  }
  return messages;
}

const newsOf = ({ userId, at, ...event }: FixEvent): FixNews => ({
  ...event,
  at: at.toISOString(),
  person: userId && pseudonymOf(userId),
});
