type Node = { id: number; name: string; parentId: number | null };

/** Each node behind its parent, siblings by name, with how deep it stands. A node whose parent is not among them is a root. */
export function inTreeOrder<N extends Node>(nodes: readonly N[]): (N & { depth: number })[] {
  const known = new Set(nodes.map(({ id }) => id));
  const below = new Map<number | null, N[]>();
  for (const node of nodes) {
    const parentId = node.parentId !== null && known.has(node.parentId) ? node.parentId : null;
    below.set(parentId, [...(below.get(parentId) ?? []), node]);
  }
  const walk = (parentId: number | null, depth: number): (N & { depth: number })[] =>
    (below.get(parentId) ?? [])
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .flatMap((node) => [{ ...node, depth }, ...walk(node.id, depth + 1)]);
  return walk(null, 0);
}
