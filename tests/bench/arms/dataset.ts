import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { BenchContext } from "@/bin/instance/bench-types";
import type { Head } from "@/lib/models/schema";

/** The frozen data of a training: from the first argument that names a file (see `toile snapshot`), else of the demo house,
 *  which is drawn, imported and embedded for it. */
export async function snapshotBytes(head: Head, { args, say, openDatabase }: BenchContext): Promise<Uint8Array> {
  const file = args.map((arg) => resolve(arg)).find((path) => existsSync(path));
  if (file) return readFileSync(file);
  await openDatabase();
  const { createDemo } = await import("@/lib/demo/create-demo");
  const { closeJobs } = await import("@/lib/jobs/boss");
  const { freezeSnapshot } = await import("@/lib/training/snapshot/freeze-snapshot");
  await createDemo({ log: say, train: false });
  await closeJobs();
  const frozen = await freezeSnapshot(head);
  if (!frozen) throw new Error("the demo has no embeddings");
  return frozen.bytes;
}

/** The value of `name=value` among the arguments. */
export function option(args: string[], name: string): string | undefined {
  return args.find((arg) => arg.startsWith(`${name}=`))?.slice(name.length + 1);
}
