"use client";
import Link from "next/link";
import { useState } from "react";
import { count } from "@/app/_ui/figures";
import type { TaxonomyNode } from "@/lib/catalogue/taxonomy/schema";
import { inTreeOrder } from "../../people/assignment/in-tree-order";
import { CategoryDialog } from "./category-dialog";

/** The tree, each category with its products and, when it was renamed, the names that files know it by. */
export function TaxonomyScreen({ nodes, levels }: { nodes: TaxonomyNode[]; levels: string[] }) {
  const [openId, setOpenId] = useState<number | null>(null);
  const target = nodes.find(({ isTarget }) => isTarget)?.level ?? 0;
  const open = nodes.find(({ id }) => id === openId);
  if (nodes.length === 0)
    return <p className="mt-8 text-ink-soft">There are no categories yet. They come with the first import.</p>;
  return (
    <>
      <ul className="mt-8 border-b border-line">
        {inTreeOrder(nodes).map((node) => (
          <li
            key={node.id}
            className="flex min-h-12 items-center gap-4 border-t border-line py-1.5 has-[button]:pr-0 pr-26"
          >
            <div className="min-w-0 flex-1" style={{ paddingLeft: `${node.depth * 1.5}rem` }}>
              <span className={node.isTarget ? "font-medium" : undefined}>{node.name}</span>
              {node.aliases.length > 0 && (
                <span className="ml-2 text-small text-ink-soft">in files: {node.aliases.join(", ")}</span>
              )}
            </div>
            {node.products > 0 ? (
              <Link
                href={`/catalogue?category=${node.id}`}
                className="tabular text-small text-ink-soft hover:text-ink hover:underline"
                aria-label={`${count(node.products)} products in ${node.name}`}
              >
                {count(node.products)}
              </Link>
            ) : (
              <span className="text-small text-ink-faint">empty</span>
            )}
            {(node.level <= target || node.isUnused) && (
              <button
                type="button"
                aria-label={`Change ${node.name}`}
                onClick={() => setOpenId(node.id)}
                className="min-h-9 rounded-md px-3 text-small text-ink-soft hover:bg-sunken hover:text-ink"
              >
                Change…
              </button>
            )}
          </li>
        ))}
      </ul>
      {open && (
        <CategoryDialog
          key={open.id}
          node={open}
          above={nodes.filter(({ level }) => level === open.level - 1)}
          levelName={levels[open.level]}
          onClose={() => setOpenId(null)}
        />
      )}
    </>
  );
}
