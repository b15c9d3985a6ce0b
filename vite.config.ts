/** Browser code: every frontend/<app>/<name>.entry.ts becomes one script and its sheet. */
import { defineConfig } from "vitest/config";

import { browserEntries, root } from "./frontend/build/entries.mjs";

export default defineConfig({
  root,
  base: "./",
  publicDir: false,
  build: {
    outDir: "frontend/dist/static",
    assetsDir: "built",
    assetsInlineLimit: 0,
    emptyOutDir: true,
    manifest: "built/manifest.json",
    modulePreload: false,
    target: ["es2022", "chrome111", "firefox114", "safari16.4"],
    rollupOptions: { input: browserEntries() },
  },
  test: {
    environment: "happy-dom",
    include: ["frontend/**/*.test.ts"],
  },
});
