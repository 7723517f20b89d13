import type { Failed } from "@/app/_client/api";
import type { FlagGroup, GridFlag } from "@/lib/flags/grid/schema";
import { undoDepth } from "@/lib/labels/schema";
import { groupId } from "./group-words";

/** A group that was settled here and can be taken back. */
export type SettledBatch = {
  batchId: string;
  group: string;
  verdict: "keep" | "take";
  flags: GridFlag[];
};

export type GridState = {
  phase: "loading" | "ready" | "empty" | "failed";
  groups: FlagGroup[];
  /** Which one is open, by groupId. */
  open: string | null;
  flags: GridFlag[];
  total: number;
  next: string | null;
  /** Where the pages before this one began; the last is this page's own. */
  begun: (string | null)[];
  selected: ReadonlySet<string>;
  /** The flag that has the focus, and where a range begins. */
  at: number;
  from: number;
  trail: SettledBatch[];
  /** Labels given here. */
  done: number;
  message: string | null;
  failure: Failed | null;
};

export const emptyGrid: GridState = {
  phase: "loading",
  groups: [],
  open: null,
  flags: [],
  total: 0,
  next: null,
  begun: [null],
  selected: new Set(),
  at: 0,
  from: 0,
  trail: [],
  done: 0,
  message: null,
  failure: null,
};

export const openGroup = ({ groups, open }: GridState): FlagGroup | null =>
  groups.find((group) => groupId(group) === open) ?? null;

/** Those that can be settled: what someone else holds is shown, and left. */
export const settleable = (flags: readonly GridFlag[]): GridFlag[] => flags.filter(({ isHeld }) => !isHeld);

/** Moves the focus; with `isRange` everything between the range's beginning and it is selected. */
export function withFocus(state: GridState, to: number, isRange: boolean): GridState {
  const at = Math.max(0, Math.min(state.flags.length - 1, to));
  if (!isRange) return { ...state, at, from: at };
  const [first, last] = [Math.min(state.from, at), Math.max(state.from, at)];
  const range = settleable(state.flags.slice(first, last + 1)).map(({ taskId }) => taskId);
  return { ...state, at, selected: new Set([...state.selected, ...range]) };
}

export function withToggled(state: GridState, at: number): GridState {
  const flag = state.flags[at];
  if (!flag || flag.isHeld) return { ...state, at, from: at };
  const selected = new Set(state.selected);
  if (!selected.delete(flag.taskId)) selected.add(flag.taskId);
  return { ...state, at, from: at, selected };
}

/** These flags leave the page, settled. */
export function withSettled(state: GridState, batch: SettledBatch): GridState {
  const gone = new Set(batch.flags.map(({ taskId }) => taskId));
  const flags = state.flags.filter(({ taskId }) => !gone.has(taskId));
  const groups = state.groups
    .map((group) => (groupId(group) === batch.group ? { ...group, count: group.count - gone.size } : group))
    .filter(({ count }) => count > 0);
  return {
    ...state,
    flags,
    groups: groups.some((group) => groupId(group) === batch.group) ? groups : withOpen(groups, state),
    total: Math.max(0, state.total - gone.size),
    selected: new Set(),
    at: Math.max(0, Math.min(flags.length - 1, state.at)),
    from: 0,
    trail: [...state.trail, batch].slice(-undoDepth),
    done: state.done + gone.size,
    message: null,
  };
}

/** A group that was settled whole stays in the list while it is open, so that undo has a place to bring it back to. */
function withOpen(groups: FlagGroup[], state: GridState): FlagGroup[] {
  const place = state.groups.findIndex((group) => groupId(group) === state.open);
  const open = state.groups[place];
  return open ? groups.toSpliced(place, 0, { ...open, count: 0 }) : groups;
}

export const withTakenBack = (state: GridState, batch: SettledBatch): GridState => ({
  ...state,
  trail: state.trail.filter((one) => one !== batch),
  done: Math.max(0, state.done - batch.flags.length),
  selected: new Set(),
  message: null,
});
