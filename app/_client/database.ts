/** A table of rows with a key, in IndexedDB where the browser has it. */
export type Table = {
  all(): Promise<unknown[]>;
  putAll(rows: readonly unknown[]): Promise<void>;
  removeAll(keys: readonly string[]): Promise<void>;
};

/** Opens a database with one table. A private window or a full disk refuses IndexedDB: the rows then live as long as the
 *  page. */
export async function openTable(database: string, name: string, key: string): Promise<Table> {
  try {
    return overDatabase(await open(database, name, key), name);
  } catch {
    return inMemory(key);
  }
}

function overDatabase(database: IDBDatabase, name: string): Table {
  const write = (work: (store: IDBObjectStore) => void) => {
    const transaction = database.transaction(name, "readwrite");
    work(transaction.objectStore(name));
    return new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
  };
  return {
    all: () => settled(database.transaction(name, "readonly").objectStore(name).getAll()),
    putAll: (rows) =>
      write((store) => {
        for (const row of rows) store.put(row);
      }),
    removeAll: (keys) =>
      write((store) => {
        for (const key of keys) store.delete(key);
      }),
  };
}

function inMemory(key: string): Table {
  const rows = new Map<unknown, unknown>();
  const keyOf = (row: unknown) => (row as Record<string, unknown>)[key];
  return {
    all: async () => [...rows.values()],
    putAll: async (list) => {
      for (const row of list) rows.set(keyOf(row), row);
    },
    removeAll: async (keys) => {
      for (const one of keys) rows.delete(one);
    },
  };
}

function open(database: string, name: string, key: string): Promise<IDBDatabase> {
  const request = indexedDB.open(database, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(name, { keyPath: key });
  return settled(request).then((opened) => {
    // Signing out in another tab removes the database; it must not wait for this one.
    opened.onversionchange = () => opened.close();
    return opened;
  });
}

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** Removes a database and all that is in it. */
export async function dropDatabase(database: string): Promise<void> {
  try {
    await settled(indexedDB.deleteDatabase(database));
  } catch {
    // Where there is no IndexedDB there is nothing to remove.
  }
}
