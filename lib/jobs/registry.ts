import { contracts, type JobName, type JobPayload, jobNames } from "./contracts";

/** signal: the worker is stopping; a handler that can, leaves its work so that another takes it up. */
export type JobContext = { signal: AbortSignal };

/** A handler bound to its contract; `run` parses the payload. Made by handles(). */
export type JobHandler = { name: JobName; run: (payload: unknown, context: JobContext) => Promise<void> };
export type JobRegistry = ReadonlyMap<JobName, JobHandler>;

/** The handler of one contract. Throws inside `run` when a stored payload does not fit the contract. */
export function handles<N extends JobName>(
  name: N,
  work: (payload: JobPayload<N>, context: JobContext) => Promise<void>,
): JobHandler {
  return { name, run: (payload, context) => work(contracts[name].parse(payload) as JobPayload<N>, context) };
}

/** Gathers the handlers of all features. Throws an Error that names every contract without exactly one handler, so that
 *  a worker that would leave jobs lying never starts. */
export function registryOf(handlers: JobHandler[]): JobRegistry {
  const faults = jobNames.flatMap((name) => {
    const count = handlers.filter((handler) => handler.name === name).length;
    return count === 1 ? [] : [`${name} has ${count} handlers`];
  });
  if (faults.length > 0) throw new Error(`Each job needs exactly one handler: ${faults.join(", ")}.`);
  return new Map(handlers.map((handler) => [handler.name, handler]));
}
