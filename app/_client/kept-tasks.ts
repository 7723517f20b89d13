import { z } from "zod";
import { leaseMinutes, tripMinutes } from "@/lib/queue/schema";
import type { BenchTask } from "./bench-state";
import { openTable, type Table } from "./database";

const Kept = z.object({
  taskId: z.string(),
  /** The screen that leased it. */
  mode: z.enum(["pairs", "complete"]),
  /** The tab that holds its lease. */
  token: z.string(),
  isTrip: z.boolean(),
  /** By this device's clock, so that a wrong one matters to nobody. */
  at: z.number(),
  place: z.number(),
  task: z.unknown(),
});
type Kept = z.infer<typeof Kept>;
export type Mode = Kept["mode"];

export const taskDatabaseOf = (userId: string) => `toile-tasks-${userId}`;
const lastsMs = ({ isTrip }: Kept) => (isTrip ? tripMinutes : leaseMinutes) * 60_000;

/** Where a bench keeps what it leased, for a reload without a network. */
export type Shelf<T> = {
  load(): Promise<{ tasks: T[]; isTrip: boolean; since: number } | null>;
  put(tasks: readonly T[], isTrip: boolean): Promise<void>;
  remove(taskIds: readonly string[]): Promise<void>;
  /** Keeps these alone. */
  only(tasks: readonly T[], isTrip: boolean): Promise<void>;
};

type Options<T> = {
  userId: string;
  mode: Mode;
  token: () => Promise<string>;
  parse: (task: unknown) => T | null;
  now?: () => number;
};

/** One IndexedDB database a person: nobody is ever shown what another one leased. */
export function shelfOf<T extends BenchTask>({ userId, mode, token, parse, now = Date.now }: Options<T>): Shelf<T> {
  const table = openTable(taskDatabaseOf(userId), "tasks", "taskId");
  let places = 0;
  const mine = async () => {
    const own = await token();
    const rows = await allOf(table);
    return rows.filter((row) => row.mode === mode && row.token === own);
  };
  const put = async (tasks: readonly T[], isTrip: boolean) => {
    const own = await token();
    const row = (task: T): Kept => ({
      taskId: task.taskId,
      mode,
      token: own,
      isTrip,
      at: now(),
      place: places++,
      task,
    });
    await (await table).putAll(tasks.map(row));
  };
  const remove = async (taskIds: readonly string[]) => (await table).removeAll(taskIds);
  return {
    put,
    remove,
    async load() {
      const rows = (await mine()).filter((row) => now() - row.at < lastsMs(row)).sort((a, b) => a.place - b.place);
      const tasks = rows.flatMap(({ task }) => parse(task) ?? []);
      places = (rows.at(-1)?.place ?? -1) + 1;
      if (tasks.length === 0) return null;
      return { tasks, isTrip: rows.some(({ isTrip }) => isTrip), since: Math.min(...rows.map(({ at }) => at)) };
    },
    async only(tasks, isTrip) {
      const staying = new Set(tasks.map(({ taskId }) => taskId));
      const rows = await mine();
      await remove(rows.filter(({ taskId }) => !staying.has(taskId)).map(({ taskId }) => taskId));
      const known = new Set(rows.filter((row) => row.isTrip === isTrip).map(({ taskId }) => taskId));
      await put(
        tasks.filter(({ taskId }) => !known.has(taskId)),
        isTrip,
      );
    },
  };
}

async function allOf(table: Promise<Table>): Promise<Kept[]> {
  return (await (await table).all()).flatMap((row) => Kept.safeParse(row).data ?? []);
}

/** Tokens under which this person's tasks lie on this device, those taken along first. */
export async function keptTokens(userId: string, now = Date.now()): Promise<string[]> {
  const rows = (await allOf(openTable(taskDatabaseOf(userId), "tasks", "taskId"))).filter(
    (row) => now - row.at < lastsMs(row),
  );
  return [...new Set(rows.toSorted((a, b) => Number(b.isTrip) - Number(a.isTrip)).map(({ token }) => token))];
}
