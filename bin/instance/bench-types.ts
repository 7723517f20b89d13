/** One measured value against its written target. A figure without a target is there for the record and always ok. */
export type Figure = { name: string; value: number; unit: string; target?: string | number; ok: boolean };

export type BenchContext = {
  /** A line of progress, kept apart from the figures. */
  say(line: string): void;
  /** Opens an empty, migrated Postgres with its durability on, in a temporary TOILE_HOME, and points lib at it.
   *  Returns its address. It is gone when the bench ends. */
  openDatabase(): Promise<string>;
  /** What was given after the bench's name. */
  args: string[];
};

export type Bench = { name: string; run(context: BenchContext): Promise<Figure[]> };
