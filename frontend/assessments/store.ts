/**
 * Changes on this device until the server has them: IndexedDB, or memory where a browser refuses it
 * (private windows of old browsers), so that the test goes on either way.
 */
import type { Entry } from "./types";

export interface Store {
  put(entry: Entry): Promise<void>;
  list(attempt: string): Promise<Entry[]>;
  remove(entries: Entry[]): Promise<void>;
}

const TABLE = "changes";

export async function openStore(name = "benhoc-attempts"): Promise<Store> {
  try {
    return new DeviceStore(await openDatabase(name));
  } catch {
    return new MemoryStore();
  }
}

function openDatabase(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      const table = request.result.createObjectStore(TABLE, { keyPath: ["attempt", "epoch", "seq"] });
      table.createIndex("attempt", "attempt");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });
}

class DeviceStore implements Store {
  constructor(private readonly database: IDBDatabase) {}

  put(entry: Entry): Promise<void> {
    return this.write((table) => table.put(entry));
  }

  remove(entries: Entry[]): Promise<void> {
    return this.write((table) => {
      for (const entry of entries) table.delete([entry.attempt, entry.epoch, entry.seq]);
    });
  }

  list(attempt: string): Promise<Entry[]> {
    return new Promise((resolve, reject) => {
      const request = this.database.transaction(TABLE).objectStore(TABLE).index("attempt").getAll(attempt);
      request.onsuccess = () => resolve(request.result as Entry[]);
      request.onerror = () => reject(request.error);
    });
  }

  private write(act: (table: IDBObjectStore) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const transaction = this.database.transaction(TABLE, "readwrite", { durability: "strict" });
      act(transaction.objectStore(TABLE));
      transaction.oncomplete = () => resolve();
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  }
}

export class MemoryStore implements Store {
  private readonly entries = new Map<string, Entry>();

  async put(entry: Entry): Promise<void> {
    this.entries.set(keyOf(entry), entry);
  }

  async list(attempt: string): Promise<Entry[]> {
    return [...this.entries.values()].filter((entry) => entry.attempt === attempt);
  }

  async remove(entries: Entry[]): Promise<void> {
    for (const entry of entries) this.entries.delete(keyOf(entry));
  }
}

function keyOf(entry: Entry): string {
  return `${entry.attempt}/${entry.epoch}/${entry.seq}`;
}
