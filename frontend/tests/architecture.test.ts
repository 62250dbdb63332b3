import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { describe, expect, it } from "vitest";

const sourceRoot = resolve(import.meta.dirname, "../src");

function sourceFiles(): string[] {
  return readdirSync(sourceRoot, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(sourceRoot, name));
}

function importedModules(file: string): string[] {
  const text = readFileSync(file, "utf8");
  return [...text.matchAll(/(?:from|import|import\()\s*["']([^"']+)["']/g)].map((m) => m[1] ?? "");
}

/** The feature a path lies in, or null outside src/features. */
function featureOf(path: string): string | null {
  const parts = relative(sourceRoot, path).split(sep);
  return parts[0] === "features" ? (parts[1] ?? null) : null;
}

function resolveModule(file: string, module: string): string | null {
  if (module.startsWith("@/")) return join(sourceRoot, module.slice(2));
  if (module.startsWith(".")) return resolve(dirname(file), module);
  return null;
}

describe("source tree", () => {
  it("lets features meet only in app", () => {
    const crossings = sourceFiles().flatMap((file) => {
      const from = featureOf(file);
      return importedModules(file).flatMap((module) => {
        const target = resolveModule(file, module);
        if (target === null) return [];
        const to = featureOf(target);
        const fromApp = relative(sourceRoot, file).startsWith(`app${sep}`);
        const intoApp = relative(sourceRoot, target).startsWith(`app${sep}`);
        const crosses = (to !== null && to !== from && !fromApp) || (intoApp && !fromApp);
        return crosses ? [`${relative(sourceRoot, file)} -> ${module}`] : [];
      });
    });
    expect(crossings).toEqual([]);
  });

  it("keeps files short enough to read", () => {
    const long = sourceFiles()
      .filter((file) => !file.endsWith("schema.d.ts"))
      .filter((file) => readFileSync(file, "utf8").split("\n").length > 400)
      .map((file) => relative(sourceRoot, file));
    expect(long).toEqual([]);
  });
});
