import { queuePlan } from "../../queue/data";
import type { Connection } from "./connection";
import type { Learner } from "./learner";
import { frontPlaces, movesOf } from "./rules";
import { movePlaces, noteOnline, readPlaces, tellRanking } from "./sql";

/** More than there are places: some of the best are held, or were withdrawn without a word. */
const asked = Math.round(1.5 * frontPlaces);

/** Rewrites the first places of a live ranking by what its learner believes now, in one short transaction on the lock's
 *  connection. Answers how many tasks were given another place or estimate. */
export async function rerank(connection: Connection, rankingId: string, learner: Learner): Promise<number> {
  const order = learner.best(asked, (await queuePlan()).perAnchor);
  await connection.query("BEGIN");
  try {
    const taskIds = [...order.keys()];
    const places = await readPlaces(connection, { rankingId, front: frontPlaces, taskIds });
    const open = new Set(places.filter((place) => place.isOpen).map((place) => place.taskId));
    learner.close(taskIds.filter((taskId) => !open.has(taskId)));
    const moves = movesOf(places, order);
    const moved = moves.length > 0 ? await movePlaces(connection, rankingId, moves) : [];
    if (moved.length > 0) {
      await noteOnline(connection, rankingId);
      await tellRanking(connection, rankingId, learner.kept().length);
    }
    await connection.query("COMMIT");
    return moved.length;
  } catch (error) {
    if (connection.isAlive()) await connection.query("ROLLBACK");
    throw error;
  }
}
