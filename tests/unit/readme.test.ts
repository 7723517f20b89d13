import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { VARIABLES } from "@/lib/env";

const readme = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8");

it("the README lists every setting with its default and meaning", () => {
  for (const [name, { fallback, help }] of Object.entries(VARIABLES)) {
    expect(readme).toContain(`| \`${name}\` | ${fallback} | ${help} |`);
  }
});
