/** `npm run build`: prepare, the browser code, then one classic script a server entry for quickjs. */
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { basename, join } from "node:path";

import { build } from "vite";

import { entriesOf, root } from "./entries.mjs";
import { prepare } from "./prepare.mjs";

await prepare();
await build({ root, configFile: join(root, "vite.config.ts"), logLevel: "warn" });

const outDir = join(root, "frontend/dist/server");
await rm(outDir, { recursive: true, force: true });
for (const entry of existsSync(join(root, "frontend/server")) ? entriesOf("server") : []) {
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: "warn",
    build: {
      outDir,
      emptyOutDir: false,
      target: "es2020",
      // Nobody downloads these: the printer of formulas is large.
      chunkSizeWarningLimit: 10_000,
      rollupOptions: {
        input: join(root, entry),
        output: { format: "iife", entryFileNames: `${basename(entry, ".entry.ts")}.js` },
      },
    },
  });
}
