import { z } from "zod";

export const maxGroupSize = 500;

/** A group as it is saved; without an id it is a new one. */
export const GroupDraft = z.object({
  id: z.uuid().optional(),
  name: z.string().trim().min(1, "Give the group a name.").max(80),
  memberIds: z.array(z.uuid()).max(maxGroupSize, "A group holds at most 500 people."),
});
export type GroupDraft = z.infer<typeof GroupDraft>;

/** One person, or everyone in a group. */
export const Assignee = z.union([z.strictObject({ userId: z.uuid() }), z.strictObject({ groupId: z.uuid() })]);
export type Assignee = z.infer<typeof Assignee>;

/** All that an assignee is asked about; two empty lists: about everything. */
export const ScopeDraft = z.object({
  assignee: Assignee,
  categoryIds: z.array(z.int()).max(1_000),
  seasons: z.array(z.string().min(1).max(200)).max(200),
});
export type ScopeDraft = z.infer<typeof ScopeDraft>;

export type Scope = { categories: { id: number; name: string }[]; seasons: string[] };

export type Group = { id: string; name: string; members: { id: string; name: string; isActive: boolean }[] };

/** One assignee with what it is asked about, and how much of that is open now. */
export type Assigned = {
  assignee: Assignee;
  name: string;
  /** People who are asked because of it: one, or a group's active members. */
  people: number;
  scope: Scope;
  open: { pairs: number; flags: number };
};

/** What can be assigned: categories down to the target level, roots first, and the seasons in the catalogue. */
export type AssignableThings = {
  categories: { id: number; name: string; level: number; parentId: number | null; products: number }[];
  seasons: { season: string; products: number }[];
};
