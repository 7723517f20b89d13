import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { addUser } from "@/lib/users/add-user";
import { allow, asSystem } from "@/lib/users/allow";
import { preferencesOf } from "@/lib/users/data";
import { savePreferences } from "@/lib/users/save-preferences";

const shell = asSystem("commandLine", "test");

async function stylist() {
  const email = `${randomUUID()}@house.example`;
  const added = await addUser(shell, { email, name: "Ana", role: "stylist", password: "a long enough one" });
  if (!added.ok) throw new Error(added.detail);
  const by = await allow(added.value.userId, "judge-pairs");
  if (!by.ok) throw new Error(by.code);
  return by.value;
}

describe("a person's own preferences", () => {
  it("are the usual ones until something is set", async () => {
    expect(await preferencesOf(await stylist())).toEqual({ keys: {}, areSingleKeysOn: true });
  });

  it("are stored whole, the same twice over, and touch nobody else", async () => {
    const [ana, ben] = [await stylist(), await stylist()];
    const set = { keys: { "pairs.fits": "j", "pairs.why": null }, areSingleKeysOn: false };
    for (const _ of [1, 2]) expect(await savePreferences(ana, set)).toEqual({ ok: true, value: set });
    expect(await preferencesOf(ana)).toEqual(set);
    expect((await preferencesOf(ben)).keys).toEqual({});
  });

  it("fall back to the usual ones when an older version stored something else", async () => {
    const ana = await stylist();
    await db().user.update({ where: { id: ana.userId }, data: { preferences: { keys: "all of them" } } });
    expect(await preferencesOf(ana)).toEqual({ keys: {}, areSingleKeysOn: true });
  });

  it("leave no audit row: nobody else is touched", async () => {
    const ana = await stylist();
    const rows = () => db().auditEntry.count({ where: { actorId: ana.userId } });
    const before = await rows();
    await savePreferences(ana, { keys: {}, areSingleKeysOn: false });
    expect(await rows()).toBe(before);
  });
});
