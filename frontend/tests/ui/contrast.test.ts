import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { theme } from "@/ui/theme";

const css = readFileSync(resolve(import.meta.dirname, "../../src/ui/tokens.css"), "utf8");

const TEXTS = ["text", "text-soft", "text-faint", "accent", "stat", "urgent", "good", "key-image"];
const GROUNDS = [
  "canvas",
  "surface",
  "surface-raised",
  "surface-hover",
  "surface-selected",
  "accent-soft",
  "stat-soft",
  "urgent-soft",
  "good-soft",
];

function tokensOf(scheme: string): Record<string, string> {
  const block = css.split(`color-scheme="${scheme}"]`)[1]?.split("}")[0] ?? "";
  return Object.fromEntries(
    [...block.matchAll(/--tr-([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]),
  );
}

/** Relative luminance (WCAG 2.2). */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string | undefined, other: string | undefined): number {
  const [light = 0, dark = 0] = [one ?? "", other ?? ""].map(luminance).sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(["dark", "light"])("the %s colours", (scheme) => {
  const tokens = tokensOf(scheme);

  it("let every text be read on every ground", () => {
    const weak = TEXTS.flatMap((text) =>
      GROUNDS.map((ground) => [text, ground, contrast(tokens[text], tokens[ground])] as const),
    ).filter(([, , ratio]) => !(ratio >= 4.5));
    expect(weak).toEqual([]);
  });

  it("show where a field ends", () => {
    const grounds = ["canvas", "surface", "surface-raised"];
    const ratios = grounds.map((ground) => contrast(tokens["line-strong"], tokens[ground]));
    expect(Math.min(...ratios)).toBeGreaterThanOrEqual(3);
  });

  it("let white be read on a filled button", () => {
    const shade = scheme === "dark" ? 7 : 8;
    for (const name of ["accent", "red"]) {
      expect(contrast("#ffffff", theme.colors?.[name]?.[shade])).toBeGreaterThanOrEqual(4.5);
    }
  });
});
