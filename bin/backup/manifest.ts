import { z } from "zod";

/** What a backup file holds, as its first entry: a tar of this, the key, the photos, the tuned encoders, and a table an entry. */
export const Manifest = z.object({
  format: z.literal("toile-backup"),
  version: z.literal(1),
  madeAt: z.iso.datetime(),
  /** Migrations that the database had, oldest first. */
  migrations: z.array(z.string()),
  tables: z.array(
    z.object({
      name: z.string().regex(/^\w+$/),
      columns: z.array(z.string().regex(/^\w+$/)),
      rows: z.int(),
      /** Of the entry's bytes, as they lie in the file. */
      sha256: z.string(),
    }),
  ),
  photos: z.int(),
  /** Files of encoders that were tuned here, VERSION/FILE. A backup of an older Toile holds none. */
  encoders: z
    .array(z.object({ path: z.string().regex(/^[0-9a-f]{12}\/[\w][\w.-]*$/), sha256: z.string() }))
    .default([]),
});
export type Manifest = z.infer<typeof Manifest>;

/** What an instance needs beside database and photos: the key makes its pseudonyms, and signs its sessions. */
export const Kept = z.object({ authSecret: z.string().nullable(), demoUsers: z.string().nullable() });
export type Kept = z.infer<typeof Kept>;

export const entryNames = {
  manifest: "manifest.json",
  kept: "secrets.json",
  photo: (sha256: string) => `photos/${sha256}`,
  encoder: (path: string) => `encoders/${path}`,
  table: (name: string) => `tables/${name}.gz`,
};

/** Tables that say something of one machine, or of the last minutes, and nothing of the house. */
export const leftOut = ["_prisma_migrations", "WorkerHeartbeat", "SignInFailure", "NeighbourChange"];
