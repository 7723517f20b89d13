import { z } from "zod";
import { AuditAction } from "../audit/schema";

/** What actions are about: the word before the point. */
export const trailSubjects = [...new Set(AuditAction.options.map((action) => action.split(".")[0]!))];

const Day = z.iso.date("Give a day such as 2026-11-25.");

/** Which entries; all of them without any. Days are whole, in UTC. */
export const TrailFilters = z.object({
  /** A person's id, or everything that jobs or the command line did. */
  who: z.union([z.uuid(), z.enum(["job", "commandLine"])]).optional(),
  /** "user", "product", …: see trailSubjects; or one whole action. */
  what: z
    .string()
    .refine((what) => trailSubjects.includes(what) || AuditAction.safeParse(what).success, "There is no such action.")
    .optional(),
  /** The id of what was changed: a product's number, a person's id, a setting's key. */
  of: z.string().trim().min(1).max(200).optional(),
  from: Day.optional(),
  to: Day.optional(),
});
export type TrailFilters = z.infer<typeof TrailFilters>;

export const TrailRequest = TrailFilters.extend({
  /** Behind this entry: `next` of the page before. */
  after: z.string().max(80).optional(),
});
export type TrailRequest = z.infer<typeof TrailRequest>;

export const trailPageSize = 50;

export type TrailEntry = {
  id: string;
  at: string;
  who: { kind: "user" | "job" | "commandLine"; id: string | null; name: string };
  action: string;
  subject: string;
  subjectId: string;
  /** What it is called now; null when it is gone, or has no name. */
  subjectName: string | null;
  before: unknown;
  after: unknown;
};
export type TrailPage = {
  entries: TrailEntry[];
  next: string | null;
  /** Days are the house's. */
  timeZone: string;
};
