import { z } from "zod";
import { openTable, type Table } from "./database";

/** One thing to tell the server. `id` is what makes a repeat harmless. */
export const Post = z.object({
  id: z.string(),
  kind: z.enum(["answer", "undo", "skip", "revise", "release"]),
  path: z.string(),
  body: z.record(z.string(), z.unknown()),
  /** Order of sending. */
  at: z.number(),
  /** The tab that wrote it and that sends it, as long as it lives. */
  tab: z.string().optional(),
});
export type Post = z.infer<typeof Post>;

export type OutboxStore = {
  all(): Promise<Post[]>;
  put(post: Post): Promise<void>;
  remove(id: string): Promise<void>;
};

/** What waits, as long as the page lives. */
export function memoryStore(): OutboxStore {
  const posts = new Map<string, Post>();
  return {
    all: async () => [...posts.values()].sort((a, b) => a.at - b.at),
    put: async (post) => void posts.set(post.id, post),
    remove: async (id) => void posts.delete(id),
  };
}

/** One IndexedDB database a person, so that nothing is ever posted under another name. */
export const browserStore = async (userId: string): Promise<OutboxStore> =>
  overTable(await openTable(`toile-outbox-${userId}`, "posts", "id"));

const overTable = (table: Table): OutboxStore => ({
  async all() {
    const posts = (await table.all()).flatMap((row) => Post.safeParse(row).data ?? []);
    return posts.sort((a, b) => a.at - b.at);
  },
  put: (post) => table.putAll([post]),
  remove: (id) => table.removeAll([id]),
});
