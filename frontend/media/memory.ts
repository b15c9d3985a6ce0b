/** Remembers an unfinished upload over a reload: its id and what the file was. One a page and field. */

export interface Remembered {
  id: string;
  name: string;
  size: number;
  modified: number;
}

const key = (field: string): string => `upload:${location.pathname}:${field}`;

export function remember(field: string, upload: Remembered): void {
  try {
    localStorage.setItem(key(field), JSON.stringify(upload));
  } catch {
    // A full or forbidden store costs the resuming after a reload, nothing else.
  }
}

export function recall(field: string): Remembered | null {
  try {
    const found = JSON.parse(localStorage.getItem(key(field)) ?? "null") as Remembered | null;
    return found && typeof found.id === "string" ? found : null;
  } catch {
    return null;
  }
}

export function forget(field: string): void {
  try {
    localStorage.removeItem(key(field));
  } catch {
    // Nothing was kept.
  }
}

export function isSame(upload: Remembered, file: File): boolean {
  return (
    upload.name === file.name && upload.size === file.size && upload.modified === file.lastModified
  );
}
