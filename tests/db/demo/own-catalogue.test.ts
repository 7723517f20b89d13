import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { db } from "@/lib/db";
import { createDemo, demoFolder } from "@/lib/demo/create-demo";
import { demoPeople } from "@/lib/demo/people";
import { makeProduct } from "../../support/factories";

it("the demo stays out of a workspace that began with a catalogue of its own", async () => {
  await makeProduct();
  const told: string[] = [];
  await createDemo({ products: 60, outfits: 60, log: (line) => told.push(line) });
  expect(told).toEqual(["There is a catalogue already, so the demo stays out."]);
  expect(await db().product.count()).toBe(1);
  expect(demoPeople()).toEqual([]);
  expect(existsSync(demoFolder())).toBe(false);
});
