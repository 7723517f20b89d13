import { describe, expect, it } from "vitest";
import { fillTemplate, placeholdersOf } from "@/lib/catalogue/import/title-template";

const values: Record<string, string> = { colour: "DARK RED", type: "Dress", empty: "" };
const fill = (template: string) => fillTemplate(template, (name) => values[name] ?? "");

describe("a title's template", () => {
  it("takes values by name, with their case changed when asked", () => {
    expect(fill("{colour|capitalise} {type|lower}")).toBe("Dark red dress");
    expect(fill("{type|upper} in {colour}")).toBe("DRESS in DARK RED");
  });

  it("leaves no double space where a value is empty", () => expect(fill(" {empty} {type}  {empty}")).toBe("Dress"));

  it("names each placeholder once", () => expect(placeholdersOf("{a|lower} {b} {a}")).toEqual(["a", "b"]));
});
