/** Finds the entries: frontend/<app>/<name>.entry.ts. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

const skipped = new Set(["build", "dist", "server"]);

/** Names every entry of one folder, relative to the root. */
export function entriesOf(folder) {
  return readdirSync(join(root, "frontend", folder))
    .filter((file) => file.endsWith(".entry.ts"))
    .map((file) => `frontend/${folder}/${file}`);
}

/** Names every entry of the browser code. */
export function browserEntries() {
  return readdirSync(join(root, "frontend"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !skipped.has(entry.name))
    .flatMap((entry) => entriesOf(entry.name))
    .sort();
}
