import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { precompress } from "./precompress.ts";

/** The back end that `npm run dev` proxies to; the built client is served by the back end itself. */
const backend = process.env.TELEREAD_BACKEND ?? "http://127.0.0.1:8000";
const port = Number(process.env.TELEREAD_FRONTEND_PORT ?? 5173);

const proxied = { target: backend, changeOrigin: false };

export default defineConfig({
  plugins: [react(), precompress()],
  resolve: {
    alias: {
      "@": fileURLToPath(new URL("./src", import.meta.url)),
      xmlbuilder2: fileURLToPath(
        new URL("./src/features/viewer/engine/noXmlBuilder.ts", import.meta.url),
      ),
    },
  },
  // Cornerstone's codecs start their own module workers and fetch wasm beside themselves.
  worker: { format: "es" },
  optimizeDeps: { exclude: ["@cornerstonejs/dicom-image-loader"], include: ["dicom-parser"] },
  build: {
    target: "es2023",
    outDir: "dist",
    assetsDir: "assets",
    // A data: URL would need a wider content security policy than 'self'.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4000,
  },
  server: {
    host: "127.0.0.1",
    port,
    strictPort: true,
    proxy: {
      "/api": proxied,
      "/dicom-web": proxied,
      "/ws": { ...proxied, ws: true },
    },
  },
  test: {
    // Starting a DOM costs more than most tests; those that need one say so in their first line.
    environment: "node",
    include: ["tests/**/*.test.{ts,tsx}"],
    setupFiles: ["tests/setup.ts"],
    // Files share a thread's modules: importing them anew for each would take half of the time.
    pool: "threads",
    isolate: false,
    // How long a test takes says more about the machine than about the code.
    testTimeout: 20_000,
    restoreMocks: true,
    unstubGlobals: true,
    unstubEnvs: true,
  },
});
