import type { Assignee, Scope } from "@/lib/assignments/schema";

export const idOf = (assignee: Assignee): string => ("userId" in assignee ? assignee.userId : assignee.groupId);

/** "Shoes, Bags and the collection Spring 26". */
export function scopeWords({ categories, seasons }: Scope): string {
  const parts = [...categories.map(({ name }) => name), ...seasons.map((season) => `the collection ${season}`)];
  return parts.length < 2 ? parts.join() : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
