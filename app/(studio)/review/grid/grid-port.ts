import { call } from "@/app/_client/api";
import type { FlagGroup, FlagPage } from "@/lib/flags/grid/schema";
import type { GridPort } from "./grid-bench";
import { groupId } from "./group-words";

const keys = ["kind", "attribute", "given", "proposed"] as const;

/** The grid's way to the server; the open group stands in the address. */
export function gridPort(): GridPort {
  return {
    groups: () => call<{ groups: FlagGroup[] }>("/api/flags/groups"),
    page: (group, after) => {
      const query = new URLSearchParams(keys.map((key) => [key, group[key]]));
      if (after) query.set("after", after);
      return call<FlagPage>(`/api/flags/groups/page?${query}`);
    },
    opened: (group) => {
      const query = new URLSearchParams(keys.map((key) => [key, group[key]]));
      history.replaceState(history.state, "", `/review/grid?${query}`);
    },
  };
}

/** The group that the address names, as groupId; null for none. */
export function groupInAddress(search: string): string | null {
  const query = new URLSearchParams(search);
  const [kind, attribute, given, proposed] = keys.map((key) => query.get(key) ?? "");
  // The four came out of a group's own key; an unknown one is simply not found.
  return kind ? groupId({ kind, attribute, given, proposed } as Parameters<typeof groupId>[0]) : null;
}
