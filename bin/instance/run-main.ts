import { Refusal } from "./refusal";

/** Runs an entry point. A Refusal is printed as its one sentence; a bug keeps its stack. Both exit 1. */
export async function runMain(main: () => Promise<void> | Promise<number>): Promise<never> {
  try {
    process.exit((await main()) ?? 0);
  } catch (error) {
    if (error instanceof Refusal) console.error(error.message);
    else console.error(error);
    process.exit(1);
  }
}
