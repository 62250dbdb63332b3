import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Plugin } from "vite";

const compressible = /\.(js|css|svg|wasm)$/;
/** Below this a compressed answer saves no packet. */
const leastBytes = 1400;

/** Lays `name.gz` and `name.br` beside every built asset, which the back end then sends as they are. */
export function precompress(): Plugin {
  let directory = "";
  return {
    name: "teleread-precompress",
    apply: "build",
    configResolved: (config) => {
      directory = join(config.root, config.build.outDir, config.build.assetsDir);
    },
    closeBundle: async () => {
      const names = (await readdir(directory)).filter((name) => compressible.test(name));
      await Promise.all(names.map((name) => compressFile(join(directory, name))));
    },
  };
}

async function compressFile(path: string): Promise<void> {
  const content = await readFile(path);
  if (content.length < leastBytes) return;
  // Quality 9 takes a second where 11 takes half a minute, for some three per cent more bytes.
  const brotli = promisify(brotliCompress)(content, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 9 },
  });
  await Promise.all([
    promisify(gzip)(content, { level: 9 }).then((bytes) => writeFile(`${path}.gz`, bytes)),
    brotli.then((bytes) => writeFile(`${path}.br`, bytes)),
  ]);
}
