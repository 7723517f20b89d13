import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { personRecord } from "@/lib/exports/record/person-record";
import { acceptInvitation } from "@/lib/users/accept-invitation";
import { allow, asSystem } from "@/lib/users/allow";
import { changePassword } from "@/lib/users/change-password";
import { changeRole } from "@/lib/users/change-role";
import { people } from "@/lib/users/data";
import { disablePerson } from "@/lib/users/disable-person";
import { enablePerson } from "@/lib/users/enable-person";
import { invitePerson } from "@/lib/users/invite-person";
import { pseudonymisePerson } from "@/lib/users/pseudonymise-person";
import { renamePerson } from "@/lib/users/rename-person";
import { renewInvitation } from "@/lib/users/renew-invitation";
import { signInLimits } from "@/lib/users/rules";
import type { Session } from "@/lib/users/schema";
import { signIn } from "@/lib/users/sign-in";
import { allowed, makeAllowed, makePair, makeTask, makeUser } from "@/tests/support/factories";

const admin = () => makeAllowed("admin", "administer");
const email = () => `${randomUUID()}@house.test`;
const password = "a password of her own";
const trailOf = async (id: string) =>
  (await db().auditEntry.findMany({ where: { subjectId: id }, orderBy: { at: "asc" } })).map(({ action }) => action);

async function invited() {
  const person = { name: "Ana Pons", email: email(), role: "stylist" as const };
  const made = await invitePerson(await admin(), person);
  if (!made.ok) throw new Error(made.detail);
  return { ...person, ...made.value };
}

/** The session that a person's browser holds now. */
async function sessionOf(userId: string): Promise<Session> {
  const { sessionEpoch: epoch } = await db().user.findUniqueOrThrow({ where: { id: userId } });
  return { userId, epoch };
}
const comesIn = async (session: Session) => (await allow(session, "judge-pairs")).ok;

describe("a session", () => {
  it("ends when the password is set by a link, and not before", async () => {
    const user = await makeUser();
    const session = await sessionOf(user.id);
    const link = await renewInvitation(await admin(), { userId: user.id });
    expect(await comesIn(session)).toBe(true);
    await acceptInvitation({ token: link.ok ? link.value.token : "", password });
    expect(await comesIn(session)).toBe(false);
    const entered = await signIn({ email: user.email, password }, "a");
    expect(entered.ok && (await comesIn(entered.value))).toBe(true);
  });

  it("ends when its person changes the password, who has to know the present one", async () => {
    const ana = await invited();
    await acceptInvitation({ token: ana.token, password });
    const session = await sessionOf(ana.userId);
    const by = await allow(session, "judge-pairs");
    if (!by.ok) throw new Error(by.code);
    const next = "another of her own";
    expect(await changePassword(by.value, { current: "a guess", next })).toMatchObject({ code: "invalid" });
    expect(await comesIn(session)).toBe(true);
    expect(await changePassword(by.value, { current: password, next })).toMatchObject({ ok: true });
    expect(await comesIn(session)).toBe(false);
    expect(await changePassword(by.value, { current: password, next })).toMatchObject({ code: "invalid" });
    expect((await trailOf(ana.userId)).filter((action) => action === "user.password-set")).toHaveLength(2);
  });

  it("does not come back to life when a closed account is opened again", async () => {
    const { id: userId } = await makeUser();
    const session = await sessionOf(userId);
    const by = await admin();
    await disablePerson(by, { userId });
    await enablePerson(by, { userId });
    expect(await comesIn(session)).toBe(false);
    expect(await comesIn(await sessionOf(userId))).toBe(true);
  });

  it("in the hands of a thief who guesses at the present password is stopped as at the door", async () => {
    const user = await makeUser();
    const by = await allow(user.id, "judge-pairs");
    if (!by.ok) throw new Error(by.code);
    const failures = Array.from({ length: signInLimits.perAccount }, () => ({ key: `account:${user.email}` }));
    await db().signInFailure.createMany({ data: failures });
    expect(await changePassword(by.value, { current: "anything", next: password })).toMatchObject({ code: "too-many" });
  });
});

describe("an invitation", () => {
  it("lets its person set a password, once; nobody signs in before", async () => {
    const ana = await invited();
    expect(await signIn({ email: ana.email, password: "none" }, "a")).toMatchObject({ ok: false, code: "sign-in" });
    expect(await acceptInvitation({ token: ana.token, password })).toMatchObject({
      ok: true,
      value: { email: ana.email },
    });
    expect(await acceptInvitation({ token: ana.token, password: "the password of a thief" })).toMatchObject({
      ok: false,
    });
    expect(await signIn({ email: ana.email, password }, "a")).toMatchObject({
      ok: true,
      value: { userId: ana.userId },
    });
    expect(await trailOf(ana.userId)).toEqual(["user.added", "user.password-set"]);
  });

  it("is kept as a hash alone, and holds for a week", async () => {
    const ana = await invited();
    const row = await db().invitation.findFirstOrThrow({ where: { userId: ana.userId } });
    expect(JSON.stringify(row)).not.toContain(ana.token);
    await db().invitation.update({ where: { id: row.id }, data: { expiresAt: new Date(Date.now() - 1_000) } });
    expect(await acceptInvitation({ token: ana.token, password })).toMatchObject({ ok: false, code: "not-found" });
  });

  it("made anew puts the earlier link out of force, and leaves the password alone until it is used", async () => {
    const ana = await invited();
    await acceptInvitation({ token: ana.token, password });
    const [first, second] = [await renewInvitation(await admin(), ana), await renewInvitation(await admin(), ana)];
    if (!first.ok || !second.ok) throw new Error("no link");
    expect(await acceptInvitation({ token: first.value.token, password })).toMatchObject({ ok: false });
    expect(await signIn({ email: ana.email, password }, "a")).toMatchObject({ ok: true });
    expect(await acceptInvitation({ token: second.value.token, password: "another of her own" })).toMatchObject({
      ok: true,
    });
    expect(await signIn({ email: ana.email, password }, "a")).toMatchObject({ ok: false });
  });

  it("for an address that is there already is refused, and adds nobody", async () => {
    const ana = await invited();
    const again = await invitePerson(await admin(), { name: "Ana again", email: ana.email, role: "admin" });
    expect(again).toMatchObject({ ok: false, code: "invalid" });
    expect((await db().user.findUniqueOrThrow({ where: { email: ana.email } })).role).toBe("stylist");
  });
});

describe("changing an account", () => {
  it("gives another role at once, with a trail, and none the second time", async () => {
    const { id } = await makeUser("stylist");
    const by = await admin();
    await changeRole(by, { userId: id, role: "reviewer" });
    await changeRole(by, { userId: id, role: "reviewer" });
    expect(await allow(id, "judge-flags")).toMatchObject({ ok: true });
    expect(await trailOf(id)).toEqual(["user.role-changed"]);
    await renamePerson(by, { userId: id, name: "Ana Maria" });
    expect(await allow(id, "judge-flags")).toMatchObject({ value: { name: "Ana Maria" } });
  });

  it("never leaves nobody to administer, not even when two admins close each other's account at once", async () => {
    await db().user.updateMany({ where: { role: "admin" }, data: { disabledAt: new Date() } });
    const [one, two] = [await admin(), await admin()];
    const answers = await Promise.all([
      disablePerson(one, { userId: two.userId }),
      disablePerson(two, { userId: one.userId }),
    ]);
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    const left = await db().user.findFirstOrThrow({ where: { role: "admin", disabledAt: null } });
    const shell = asSystem("commandLine", "test");
    expect(await changeRole(shell, { userId: left.id, role: "stylist" })).toMatchObject({
      ok: false,
      code: "last-admin",
    });
  });

  it("closed, the person is out at once and what they hold is free; opened again, they are back", async () => {
    const user = await makeUser();
    const task = await makeTask({ leasedById: user.id, leasedUntil: new Date(Date.now() + 60_000) });
    const by = await admin();
    await disablePerson(by, { userId: user.id });
    await disablePerson(by, { userId: user.id });
    expect(await allow(user.id, "judge-pairs")).toMatchObject({ ok: false, code: "sign-in" });
    expect((await db().task.findUniqueOrThrow({ where: { id: task.id } })).leasedUntil).toBeNull();
    await enablePerson(by, { userId: user.id });
    expect(await allow(user.id, "judge-pairs")).toMatchObject({ ok: true });
    expect(await trailOf(user.id)).toEqual(["user.disabled", "user.enabled"]);
  });

  it("is an admin's alone", async () => {
    const manager = await makeUser("manager");
    expect(await allow(manager.id, "administer")).toMatchObject({ ok: false, code: "not-allowed" });
    expect(await changeRole(await admin(), { userId: randomUUID(), role: "admin" })).toMatchObject({
      code: "not-found",
    });
  });
});

async function answerOf(userId: string) {
  const task = await makeTask({ pairId: (await makePair()).id });
  return db().label.create({
    data: {
      id: randomUUID(),
      head: "compatibility",
      taskId: task.id,
      subjectId: task.subjectId,
      pairId: task.pairId,
      userId,
      occasion: 0,
      slot: 0,
      verdict: "clashes",
      elapsedMs: 800,
      slice: "ranked",
    },
  });
}

describe("pseudonymising", () => {
  it("takes name and address out of the account and the trail for good; the answers stay", async () => {
    const by = await admin();
    const ana = await invited();
    await acceptInvitation({ token: ana.token, password });
    const label = await answerOf(ana.userId);
    expect(await pseudonymisePerson(by, ana)).toMatchObject({ ok: false, code: "still-active" });
    await disablePerson(by, ana);
    const done = await pseudonymisePerson(by, ana);
    expect(await pseudonymisePerson(by, ana)).toEqual(done);
    expect(await enablePerson(by, ana)).toMatchObject({ ok: false, code: "not-found" });
    const kept = await db().$queryRaw<{ text: string }[]>`
      SELECT coalesce(string_agg(x, ' '), '') AS text FROM (
        SELECT u::text AS x FROM "User" u UNION ALL SELECT a::text FROM "AuditEntry" a
        UNION ALL SELECT f::text FROM "SignInFailure" f) all_rows`;
    expect(kept[0]!.text).not.toContain(ana.email);
    expect(await db().auditEntry.count({ where: { actorName: ana.name, actorId: ana.userId } })).toBe(0);
    expect(await db().label.count({ where: { id: label.id, userId: ana.userId } })).toBe(1);
    const row = (await people(by)).find(({ id }) => id === ana.userId);
    expect(row).toMatchObject({ state: "pseudonymised", answers: 1, name: done.ok ? done.value.name : "" });
  });
});

describe("a person's record", () => {
  const read = async (record: Awaited<ReturnType<typeof personRecord>>) => {
    if (!record.ok) throw new Error(record.code);
    const parts: Uint8Array[] = [];
    for await (const part of record.value) parts.push(part);
    return JSON.parse(Buffer.concat(parts).toString("utf8"));
  };

  it("is one's own to take: account without the password, and every answer", async () => {
    const user = await makeUser();
    const labels = [await answerOf(user.id), await answerOf(user.id)];
    await answerOf((await makeUser()).id);
    const record = await read(await personRecord(await allowed(user, "judge-pairs"), user.id));
    expect(record.account).toMatchObject([{ email: user.email, role: "stylist" }]);
    expect(record.answers.map(({ label }: { label: string }) => label).sort()).toEqual(
      labels.map(({ id }) => id).sort(),
    );
    expect(JSON.stringify(record)).not.toContain("passwordHash");
  });

  it("of another is an admin's to take, with a trail, and nobody else's", async () => {
    const user = await makeUser();
    const record = await read(await personRecord(await admin(), user.id));
    expect(record.wasDone).toMatchObject([{ action: "user.record-taken" }]);
    const manager = await makeAllowed("manager", "judge-pairs");
    expect(await personRecord(manager, user.id)).toMatchObject({ ok: false, code: "not-allowed" });
    expect(await personRecord(await admin(), randomUUID())).toMatchObject({ ok: false, code: "not-found" });
  });
});
