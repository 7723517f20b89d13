import { describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { tokens } from "@/lib/tokens/data";
import { makeToken } from "@/lib/tokens/make-token";
import { openCall } from "@/lib/tokens/open-call";
import { revokeToken } from "@/lib/tokens/revoke-token";
import { revokeTokensOf } from "@/lib/tokens/revoke-tokens-of";
import { acceptInvitation } from "@/lib/users/accept-invitation";
import { allow } from "@/lib/users/allow";
import { people } from "@/lib/users/data";
import { disablePerson } from "@/lib/users/disable-person";
import { enablePerson } from "@/lib/users/enable-person";
import { renewInvitation } from "@/lib/users/renew-invitation";
import { makeAllowed, makeUser } from "@/tests/support/factories";

async function made(role: "stylist" | "admin" = "stylist") {
  const by = await makeAllowed(role, "judge-pairs");
  const result = await makeToken(by, { name: "nightly feed", scopes: ["labels:read"], days: 30 });
  if (!result.ok) throw new Error(result.detail);
  return { by, ...result.value };
}
const auditOf = (subjectId: string) =>
  db().auditEntry.findMany({ where: { subject: "ApiToken", subjectId }, orderBy: { at: "asc" } });
const rowOf = (id: string) => db().apiToken.findUniqueOrThrow({ where: { id } });

describe("a personal token", () => {
  it("opens calls, is stored as a hash only, and its making is in the audit without it", async () => {
    const { by, token, card } = await made();
    const row = await rowOf(card.id);
    expect(JSON.stringify(row)).not.toContain(token);
    expect(await openCall(`Bearer ${token}`)).toMatchObject({
      ok: true,
      value: { id: card.id, userId: by.userId, scopes: ["labels:read"] },
    });
    const audit = await auditOf(card.id);
    expect(audit).toMatchObject([{ action: "token.made", actorId: by.userId }]);
    expect(JSON.stringify(audit)).not.toContain(token);
  });

  it("shows when it was last used", async () => {
    const { by, token, card } = await made();
    expect((await tokens(by)).own).toMatchObject([{ id: card.id, lastUsedAt: null }]);
    await openCall(`Bearer ${token}`);
    expect((await tokens(by)).own[0]!.lastUsedAt).not.toBeNull();
  });

  it("opens nothing once it is revoked or has run out, nor does a made-up one", async () => {
    const { by, token, card } = await made();
    await db().apiToken.update({ where: { id: card.id }, data: { expiresAt: new Date(Date.now() - 1_000) } });
    expect(await openCall(`Bearer ${token}`)).toMatchObject({ ok: false, code: "token" });
    const other = await made();
    await revokeToken(other.by, { tokenId: other.card.id });
    expect(await openCall(`Bearer ${other.token}`)).toMatchObject({ ok: false, code: "token" });
    expect(await openCall(`Bearer toile_${"A".repeat(43)}`)).toMatchObject({ ok: false, code: "token" });
    expect(await openCall(null)).toMatchObject({ ok: false, code: "token" });
    expect(by.role).toBe("stylist");
  });

  it("cannot be given a scope that the person's role does not reach", async () => {
    const by = await makeAllowed("reviewer", "judge-pairs");
    const refused = await makeToken(by, { name: "feed", scopes: ["products:read", "imports:write"], days: null });
    expect(refused).toMatchObject({ ok: false, code: "invalid", detail: expect.stringContaining("imports:write") });
    expect(await db().apiToken.count({ where: { userId: by.userId } })).toBe(0);
  });

  it("is revoked once however often it is asked, with one audit row", async () => {
    const { by, card } = await made();
    expect(await revokeToken(by, { tokenId: card.id })).toMatchObject({ ok: true });
    const first = (await rowOf(card.id)).revokedAt;
    expect(await revokeToken(by, { tokenId: card.id })).toMatchObject({ ok: true });
    expect((await rowOf(card.id)).revokedAt).toEqual(first);
    expect((await auditOf(card.id)).map(({ action }) => action)).toEqual(["token.made", "token.revoked"]);
  });

  it("goes on after a new password, and stops with the others of its person where an admin says so", async () => {
    const { by, token, card } = await made();
    const admin = await makeAllowed("admin", "administer");
    const link = await renewInvitation(admin, { userId: by.userId });
    if (!link.ok) throw new Error(link.code);
    await acceptInvitation({ token: link.value.token, password: "a new password" });
    expect(await openCall(`Bearer ${token}`)).toMatchObject({ ok: true });
    expect((await people(admin)).find(({ id }) => id === by.userId)).toMatchObject({ tokens: 1 });
    expect(await revokeTokensOf(admin, { userId: by.userId })).toMatchObject({ value: { revoked: 1 } });
    expect(await revokeTokensOf(admin, { userId: by.userId })).toMatchObject({ value: { revoked: 0 } });
    expect(await openCall(`Bearer ${token}`)).toMatchObject({ ok: false, code: "token" });
    expect((await auditOf(card.id)).map(({ action }) => action)).toEqual(["token.made", "token.revoked"]);
    expect((await people(admin)).find(({ id }) => id === by.userId)).toMatchObject({ tokens: 0 });
  });

  it("of a closed account stays closed, also when the account is opened again", async () => {
    const { by, token } = await made();
    const admin = await makeAllowed("admin", "administer");
    await disablePerson(admin, { userId: by.userId });
    await enablePerson(admin, { userId: by.userId });
    expect(await openCall(`Bearer ${token}`)).toMatchObject({ ok: false, code: "token" });
    const disabled = await db().auditEntry.findFirst({ where: { action: "user.disabled", subjectId: by.userId } });
    expect(disabled?.after).toEqual({ revokedTokens: 1 });
  });

  it("is seen and revoked by its person and by who administers, by nobody else", async () => {
    const { card } = await made();
    const stranger = await makeAllowed("manager", "judge-pairs");
    expect((await tokens(stranger)).others).toEqual([]);
    expect(await revokeToken(stranger, { tokenId: card.id })).toMatchObject({ ok: false, code: "not-found" });
    const admin = await makeAllowed("admin", "judge-pairs");
    expect((await tokens(admin)).others.map(({ id }) => id)).toContain(card.id);
    expect(await revokeToken(admin, { tokenId: card.id })).toMatchObject({ ok: true });
  });

  it("lets a minute's calls through at once and then as many as flow back, however many come together", async () => {
    const { token, card } = await made();
    await db().apiToken.update({ where: { id: card.id }, data: { perMinute: 5, callsLeft: 5, countedAt: new Date() } });
    const calls = await Promise.all(Array.from({ length: 9 }, () => openCall(`Bearer ${token}`)));
    const reached = calls.filter((call) => call.ok && call.value.limit.isReached);
    expect(reached).toHaveLength(4);
    expect(reached[0]).toMatchObject({ value: { limit: { perMinute: 5, left: 0, secondsToWait: 12 } } });
    const tenAgo = new Date(Date.now() - 13_000);
    await db().apiToken.update({ where: { id: card.id }, data: { countedAt: tenAgo } });
    expect(await openCall(`Bearer ${token}`)).toMatchObject({ value: { limit: { isReached: false } } });
  });

  it("is not for somebody who may not sign in", async () => {
    const user = await makeUser("stylist", { disabledAt: new Date() });
    expect(await allow(user.id, "judge-pairs")).toMatchObject({ ok: false, code: "sign-in" });
  });
});
