"use client";
import clsx from "clsx";
import { glyphs } from "@/app/_ui/glyphs";
import type { TreeNode } from "@/lib/catalogue/browse/schema";
import { amountText } from "./words";

type Props = { tree: TreeNode[]; chosen: number | null; onChoose: (categoryId: number | null) => void };

/** The taxonomy as far as it is open: the roots, and the way down to what is chosen with what lies under it. */
export function CategoryTree({ tree, chosen, onChoose }: Props) {
  const way = wayTo(tree, chosen);
  const roots = tree.filter(({ parentId }) => parentId === null);
  // A single root says nothing: begin below it.
  const start = roots.length === 1 && chosen === null ? roots[0]!.id : null;
  return <Level tree={tree} parentId={start} way={way} chosen={chosen} onChoose={onChoose} />;
}

type LevelProps = Props & { parentId: number | null; way: Set<number> };

function Level({ parentId, way, ...props }: LevelProps) {
  const { tree, chosen, onChoose } = props;
  const nodes = tree
    .filter((node) => node.parentId === parentId && (node.amount.n > 0 || way.has(node.id)))
    .sort((a, b) => b.amount.n - a.amount.n || a.name.localeCompare(b.name));
  if (nodes.length === 0) return null;
  return (
    <ul className={clsx(parentId !== null && way.has(parentId) && "ml-1.5 border-l border-line pl-3")}>
      {nodes.map((node) => (
        <li key={node.id}>
          <button
            type="button"
            aria-current={node.id === chosen ? "true" : undefined}
            onClick={() => onChoose(node.id === chosen ? node.parentId : node.id)}
            className={clsx(
              "flex min-h-7 w-full items-center gap-2 rounded-sm text-left text-small hover:text-accent",
              node.id === chosen && "font-medium text-accent",
            )}
          >
            <span className="min-w-0 flex-1 truncate">{node.name}</span>
            {node.id === chosen && glyphs.close}
            <span className="tabular shrink-0 text-ink-faint">{amountText(node.amount)}</span>
          </button>
          {way.has(node.id) && <Level {...props} parentId={node.id} way={way} />}
        </li>
      ))}
    </ul>
  );
}

function wayTo(tree: TreeNode[], chosen: number | null): Set<number> {
  const byId = new Map(tree.map((node) => [node.id, node]));
  const way = new Set<number>();
  for (let node = byId.get(chosen ?? -1); node && !way.has(node.id); node = byId.get(node.parentId ?? -1))
    way.add(node.id);
  return way;
}
