import type { Answer } from "./api";
import type { BenchPort } from "./bench";
import type { BenchState, BenchTask, Lease, Trip } from "./bench-state";

type Options<T> = {
  port: Pick<BenchPort<T>, "lease" | "trip" | "idsOf">;
  state: () => BenchState<T>;
  set: (state: BenchState<T>) => void;
  take: (answer: Answer<Lease<T>>) => void;
  /** Posts that the server has not seen: their tasks still count among our leases. */
  waiting: () => number;
  giveBack: (taskIds: string[]) => void;
  wall: () => number;
};

/** Most ids that one release names. */
const releasedAtOnce = 200;
const mostLeased = 200;

/** Taking a long queue along for hours without a network, and giving the rest of it back. */
export class Trips<T extends BenchTask> {
  private readonly options: Options<T>;

  constructor(options: Options<T>) {
    this.options = options;
  }

  begin = async (): Promise<void> => {
    const { port, set, state, take, waiting, wall } = this.options;
    if (!port.trip || state().trip) return;
    this.tell({ phase: "leasing", photos: 0, photosKept: 0, since: wall() });
    const answer = await port.lease(Math.min(port.trip.size + waiting(), mostLeased), { isTrip: true });
    if (!answer.ok) return set({ ...state(), trip: null, message: answer.sentence });
    take(answer);
    this.tell({ phase: "keeping" });
    await port.trip.keep(state().queue, (photosKept, photos) => this.tell({ photosKept, photos }));
    this.tell({ phase: "ready" });
  };

  /** The trip that lay on this device, its photos with it. */
  resumed = ({ since }: { since: number }): BenchState<T> => ({
    ...this.options.state(),
    trip: { phase: "ready", photos: 0, photosKept: 0, since },
  });

  /** Gives back all but the first few; answers what is kept. */
  end = (few: number): T[] => {
    const { state, set, port, giveBack } = this.options;
    const { queue } = state();
    const ids = queue.slice(few).flatMap((task) => port.idsOf?.(task) ?? [task.taskId]);
    for (let from = 0; from < ids.length; from += releasedAtOnce) giveBack(ids.slice(from, from + releasedAtOnce));
    const kept = queue.slice(0, few);
    set({ ...state(), queue: kept, trip: null });
    return kept;
  };

  private tell(change: Partial<Trip>): void {
    const { state, set } = this.options;
    const trip = state().trip ?? (change as Trip);
    // Given back while its photos were still coming.
    if (!state().trip && change.phase !== "leasing") return;
    set({ ...state(), trip: { ...trip, ...change } });
  }
}
