import { db } from "../db";
import { jobSender } from "./boss";
import { jobNames } from "./contracts";
import { staleAfterSeconds } from "./rules";

/** Jobs that a killed worker held go back into the queue: those which were taken up before any living worker began. After
 *  the last retry they fail, so that a job which kills its workers stops doing so. Without it the queue would wait for
 *  twelve hours. Handlers have to bear a job twice, as they have to with any queue that delivers at least once. Safe to
 *  run in every worker at once. Answers the kinds of the jobs found. */
export async function takeUpOrphans(): Promise<string[]> {
  // Makes sure that the job tables are there.
  await jobSender();
  const found = await db().$queryRaw<{ name: string }[]>`
    UPDATE pgboss.job j SET
      state = (CASE WHEN j.retry_count < j.retry_limit THEN 'retry' ELSE 'failed' END)::pgboss.job_state,
      start_after = now(),
      completed_on = CASE WHEN j.retry_count < j.retry_limit THEN NULL ELSE now() END
    WHERE j.state = 'active' AND j.name = ANY(${jobNames}::text[]) AND j.started_on < (
      SELECT min("startedAt") FROM "WorkerHeartbeat"
      WHERE "heartbeatAt" > now() - make_interval(secs => ${staleAfterSeconds.worker}))
    RETURNING j.name`;
  return found.map(({ name }) => name);
}
