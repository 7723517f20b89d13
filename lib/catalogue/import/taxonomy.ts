import { db } from "../../db";
import type { CatalogueColumns, CatalogueMapping } from "../schema";
import type { ProductDraft } from "./read-row";
import { countProductsUnder } from "./sql";

/** A product's place in the tree: its target category and the names below it, by level. */
export type Place = { categoryId: number | null; subcategories: Record<string, string> };

const keyOf = (level: number, name: string) => `${level}\n${name}`;

/** Makes the taxonomy's nodes as rows name them. A node is a name at a level; its parent is the one that most rows
 *  name, so that one mistyped row does not move a branch. */
export class Taxonomy {
  readonly #ids = new Map<string, number>();
  readonly #votes = new Map<number, Map<number, number>>();

  private constructor(
    readonly first: number,
    readonly target: number,
    readonly names: number,
  ) {}

  /** Levels count from the root, 0. In a workspace that has a taxonomy the mapping's target level stands on the one
   *  that is there, so that two files with more or fewer levels above it share their categories. */
  static async open(mapping: CatalogueMapping): Promise<Taxonomy> {
    const place = mapping.taxonomy.findIndex((level) => level.target);
    const there = await db().category.findFirst({ where: { isTarget: true }, select: { level: true } });
    const target = there?.level ?? place;
    return new Taxonomy(target - place, target, mapping.taxonomy.length);
  }

  /** The nodes of these rows, made where they are new; counts who is whose parent. */
  async place(drafts: ProductDraft[]): Promise<Place[]> {
    await this.#make(drafts);
    return drafts.map((draft) => {
      this.#vote(draft);
      const subcategories: Record<string, string> = {};
      draft.path.forEach((name, i) => {
        if (this.first + i > this.target && name !== "") subcategories[this.first + i] = name;
      });
      const name = draft.path[this.target - this.first]!;
      return { categoryId: name === "" ? null : this.#idOf(this.target, name), subcategories };
    });
  }

  async #make(drafts: ProductDraft[]): Promise<void> {
    const wanted = new Map<string, { level: number; name: string; isTarget: boolean }>();
    for (const { path } of drafts) {
      path.forEach((name, i) => {
        const level = this.first + i;
        const key = keyOf(level, name);
        if (name !== "" && !this.#ids.has(key)) wanted.set(key, { level, name, isTarget: level === this.target });
      });
    }
    if (wanted.size === 0) return;
    // A category that was renamed here is meant by the name it has in files.
    const aliases = await db().categoryAlias.findMany({
      where: { OR: [...wanted.values()].map(({ level, name }) => ({ level, name })) },
    });
    for (const { level, name, categoryId } of aliases) {
      this.#ids.set(keyOf(level, name), categoryId);
      wanted.delete(keyOf(level, name));
    }
    if (wanted.size === 0) return;
    const nodes = [...wanted.values()];
    await db().category.createMany({ data: nodes, skipDuplicates: true });
    const rows = await db().category.findMany({ where: { OR: nodes.map(({ level, name }) => ({ level, name })) } });
    for (const row of rows) this.#ids.set(keyOf(row.level, row.name), row.id);
  }

  #idOf(level: number, name: string): number {
    const id = this.#ids.get(keyOf(level, name));
    if (id === undefined) throw new Error(`the category ${name} at level ${level} was not made`);
    return id;
  }

  #vote({ path }: ProductDraft): void {
    for (let i = 1; i < path.length; i++) {
      if (path[i] === "" || path[i - 1] === "") continue;
      const votes = this.#votesOf(this.#idOf(this.first + i, path[i]!));
      const parent = this.#idOf(this.first + i - 1, path[i - 1]!);
      votes.set(parent, (votes.get(parent) ?? 0) + 1);
    }
  }

  #votesOf(node: number): Map<number, number> {
    const votes = this.#votes.get(node) ?? new Map<number, number>();
    this.#votes.set(node, votes);
    return votes;
  }

  /** Sets each node's parent by the votes. A node that had one keeps it unless the file holds at least half of the
   *  products under it: a small addition does not rebuild the tree. One that was placed by hand stays. */
  async settle(): Promise<void> {
    const nodes = await db().category.findMany({ where: { id: { in: [...this.#votes.keys()] } } });
    const moving = nodes.flatMap((node) => {
      const votes = [...this.#votes.get(node.id)!];
      const [parentId] = votes.reduce((best, vote) =>
        vote[1] > best[1] || (vote[1] === best[1] && vote[0] < best[0]) ? vote : best,
      );
      const total = votes.reduce((sum, [, count]) => sum + count, 0);
      return parentId === node.parentId || node.isPlaced ? [] : [{ node, parentId, total }];
    });
    if (moving.length === 0) return;
    const sizes = await countProductsUnder(moving.map(({ node }) => node.id));
    for (const { node, parentId, total } of moving) {
      if (node.parentId !== null && total * 2 < (sizes.get(node.id) ?? 0)) continue;
      await db().category.update({ where: { id: node.id }, data: { parentId } });
    }
  }
}

/** The workspace's columns after one more mapping: its labels win, what only the earlier ones named stays. */
export function mergeColumns(before: CatalogueColumns, mapping: CatalogueMapping): CatalogueColumns {
  const added = mapping.attributes.map(({ name, label }) => ({ name, label }));
  const kept = before.attributes.filter((one) => !added.some(({ name }) => name === one.name));
  const levels = mapping.taxonomy.map(({ label, target }) => ({ label, target }));
  const oldTarget = before.taxonomy.findIndex((level) => level.target);
  const shift = levels.findIndex((level) => level.target) - oldTarget;
  const above = oldTarget < 0 ? [] : before.taxonomy.slice(0, Math.max(0, -shift));
  const below = oldTarget < 0 ? [] : before.taxonomy.slice(Math.max(0, levels.length - shift));
  return { attributes: [...kept, ...added], taxonomy: [...above, ...levels, ...below] };
}
