import { z } from "zod";

/** One thing to tell the server. `id` is what makes a repeat harmless. */
export const Post = z.object({
  id: z.string(),
  kind: z.enum(["answer", "undo", "skip"]),
  path: z.string(),
  body: z.record(z.string(), z.unknown()),
  /** Order of sending. */
  at: z.number(),
});
export type Post = z.infer<typeof Post>;

export type OutboxStore = {
  all(): Promise<Post[]>;
  put(post: Post): Promise<void>;
  remove(id: string): Promise<void>;
};

/** Where the browser offers no storage: what waits lives as long as the page. */
export function memoryStore(): OutboxStore {
  const posts = new Map<string, Post>();
  return {
    all: async () => [...posts.values()].sort((a, b) => a.at - b.at),
    put: async (post) => void posts.set(post.id, post),
    remove: async (id) => void posts.delete(id),
  };
}

const table = "posts";

/** One IndexedDB database a person, so that nothing is ever posted under another name. */
export async function browserStore(userId: string): Promise<OutboxStore> {
  try {
    return overDatabase(await openDatabase(`toile-outbox-${userId}`));
  } catch {
    // A private window or a full disk refuses IndexedDB.
    return memoryStore();
  }
}

function overDatabase(database: IDBDatabase): OutboxStore {
  const run = <T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>) =>
    settled(ask(database.transaction(table, mode).objectStore(table)));
  return {
    async all() {
      const rows = await run("readonly", (store) => store.getAll());
      const posts = rows.flatMap((row) => Post.safeParse(row).data ?? []);
      return posts.sort((a, b) => a.at - b.at);
    },
    put: async (post) => void (await run("readwrite", (store) => store.put(post))),
    remove: async (id) => void (await run("readwrite", (store) => store.delete(id))),
  };
}

function openDatabase(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(table, { keyPath: "id" });
  return settled(request);
}

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
