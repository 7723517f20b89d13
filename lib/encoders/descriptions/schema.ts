import { z } from "zod";
import { runStatuses } from "../../training/schema";
import { ChangeProgress } from "../schema";

/** What people and programs may name: "builtin", "hub:OWNER/NAME", "dir:FOLDER" or "vectors:FILE". */
export const NewDescriptions = z.object({
  source: z
    .string()
    .trim()
    .max(500)
    .regex(
      /^(builtin|hub:[\w.-]+\/[\w.-]+|(dir|vectors):.+)$/,
      "Name it as builtin, hub: and OWNER/NAME, dir: and a folder, or vectors: and a file.",
    ),
});
export type NewDescriptions = z.infer<typeof NewDescriptions>;

/** A change of what descriptions are read by; reason: why it ended, or what came of it. */
export const DescriptionChangeCard = z.object({
  id: z.uuid(),
  source: z.string(),
  status: z.enum(runStatuses),
  progress: ChangeProgress.nullable(),
  reason: z.string().nullable(),
  isCancelAsked: z.boolean(),
  by: z.string().nullable(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});
export type DescriptionChangeCard = z.infer<typeof DescriptionChangeCard>;

/** Something that descriptions can be read by. embedded and texts count distinct descriptions. */
export const KnownDescriptions = z.object({
  id: z.uuid(),
  name: z.string(),
  version: z.string(),
  dimension: z.int(),
  source: z.string(),
  licence: z.string().nullable(),
  embedded: z.int(),
  texts: z.int(),
  /** Its files on the server are not there any more. */
  isFileGone: z.boolean(),
});
export type KnownDescriptions = z.infer<typeof KnownDescriptions>;

/** live: what trainings read from now on; null before the first one. serving: the version of compatibility that serves, with
 *  what it reads (null: hashed words, or none). latest: the newest change, under way or over. */
export const DescriptionsCard = z.object({
  live: KnownDescriptions.nullable(),
  serving: z.object({ number: z.int(), descriptions: KnownDescriptions.nullable() }).nullable(),
  latest: DescriptionChangeCard.nullable(),
});
export type DescriptionsCard = z.infer<typeof DescriptionsCard>;

export const isChanging = (card: DescriptionChangeCard | null): boolean =>
  card?.status === "queued" || card?.status === "running";
