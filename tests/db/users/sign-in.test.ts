import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { addUser } from "@/lib/users/add-user";
import { allow, asSystem } from "@/lib/users/allow";
import { signInLimits } from "@/lib/users/rules";
import { signIn } from "@/lib/users/sign-in";

const shell = asSystem("commandLine", "test");
const password = "a long enough one";

async function person(role: "stylist" | "admin" = "stylist") {
  const email = `${randomUUID()}@house.example`;
  const added = await addUser(shell, { email, name: "Ana", role, password });
  if (!added.ok) throw new Error(added.detail);
  return { email, id: added.value.userId };
}

describe("signing in", () => {
  let ana: Awaited<ReturnType<typeof person>>;
  beforeAll(async () => {
    ana = await person();
  });

  it("takes the right password, and only that", async () => {
    expect(await signIn({ email: ana.email, password }, "a")).toMatchObject({ ok: true, value: { userId: ana.id } });
    expect(await signIn({ email: ana.email, password: "another" }, "a")).toMatchObject({ ok: false, code: "sign-in" });
    expect(await signIn({ email: "nobody@house.example", password }, "a")).toMatchObject({
      ok: false,
      code: "sign-in",
    });
  });

  it("is refused after too many failures, even with the right password, until they are old", async () => {
    const bo = await person();
    const keys = Array.from({ length: signInLimits.perAccount }, () => ({ key: `account:${bo.email}` }));
    await db().signInFailure.createMany({ data: keys });
    expect(await signIn({ email: bo.email, password }, "b")).toMatchObject({ ok: false, code: "too-many" });
    await db().signInFailure.updateMany({
      where: { key: `account:${bo.email}` },
      data: { at: new Date(Date.now() - 3_600_000) },
    });
    expect(await signIn({ email: bo.email, password }, "b")).toMatchObject({ ok: true });
  });

  it("is refused to a disabled person, whose open session ends too", async () => {
    const cy = await person();
    await db().user.update({ where: { id: cy.id }, data: { disabledAt: new Date() } });
    expect(await signIn({ email: cy.email, password }, "c")).toMatchObject({ ok: false, code: "sign-in" });
    expect(await allow(cy.id, "judge-pairs")).toMatchObject({ ok: false, code: "sign-in" });
  });
});

describe("the door", () => {
  it("asks the database for the role each time", async () => {
    const di = await person("admin");
    expect(await allow(di.id, "administer")).toMatchObject({ ok: true });
    await db().user.update({ where: { id: di.id }, data: { role: "stylist" } });
    expect(await allow(di.id, "administer")).toMatchObject({ ok: false, code: "not-allowed" });
    expect(await allow(null, "administer")).toMatchObject({ ok: false, code: "sign-in" });
  });
});

describe("adding a person", () => {
  it("leaves an audit row and keeps no password in it", async () => {
    const ed = await person();
    const rows = await db().auditEntry.findMany({ where: { subjectId: ed.id } });
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows[0])).not.toContain(password);
  });

  it("refuses an address that is taken, whatever its case, and a short password", async () => {
    const fay = await person();
    const again = { email: fay.email.toUpperCase(), name: "Fay", role: "stylist", password };
    expect(await addUser(shell, again)).toMatchObject({ ok: false, code: "invalid" });
    expect(await addUser(shell, { ...again, email: "new@house.example", password: "short" })).toMatchObject({
      ok: false,
    });
  });
});
