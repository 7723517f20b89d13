/** A kept index older than this may have missed changes that are forgotten by now. */
const keptForMs = 24 * 3_600_000;

/** Where an index stood when it was kept. position: see readNews(). */
export type Kept = { encoderId: string; position: string; at: number };

/** Whether a kept index can be brought up to date by what has changed since: of the encoder that is live, not too old, and
 *  not of another database, whose transactions count anew. */
export function canCatchUp(kept: Kept, now: { encoderId: string; position: string; at: number }): boolean {
  return (
    kept.encoderId === now.encoderId && now.at - kept.at < keptForMs && BigInt(kept.position) <= BigInt(now.position)
  );
}
