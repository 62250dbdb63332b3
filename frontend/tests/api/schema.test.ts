import { readFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";
import { expect, it } from "vitest";

const directory = new URL("../../src/api/", import.meta.url);

it("has types made from the schema's copy; if not, run npm run api:types", async () => {
  const committed = await readFile(new URL("schema.d.ts", directory), "utf8");
  const made = astToString(await openapiTS(new URL("schema.json", directory)));
  expect(committed.endsWith(made)).toBe(true);
});
