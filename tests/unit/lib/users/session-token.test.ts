import { encode } from "next-auth/jwt";
import { describe, expect, it, vi } from "vitest";

// Files of one worker share their modules, and whoever asked for the environment before has it kept.
vi.resetModules();
vi.stubEnv("NEXTAUTH_SECRET", "a secret for this test only");
const { readSessionToken, sessionCookie } = await import("@/lib/users/session-token");

const userId = "3f1c1d9e-6b0b-4a59-9d3b-6d2f6b8a7c11";
const token = (change: { secret?: string; sub?: string; maxAge?: number; epoch?: number } = {}) =>
  encode({
    token: { sub: change.sub ?? userId, ...(change.epoch ? { epoch: change.epoch } : {}) },
    secret: change.secret ?? "a secret for this test only",
    maxAge: change.maxAge ?? 60,
  });

describe("a session's token", () => {
  it("tells who it is, the second time too", async () => {
    const mine = await token();
    expect(await readSessionToken(mine, Date.now())).toEqual({ userId, epoch: 0 });
    expect(await readSessionToken(mine, Date.now())).toEqual({ userId, epoch: 0 });
  });

  it("tells of which count it is", async () => {
    expect(await readSessionToken(await token({ epoch: 3 }), Date.now())).toEqual({ userId, epoch: 3 });
  });

  it("runs out, even when it was read before", async () => {
    const mine = await token();
    expect(await readSessionToken(mine, Date.now())).toEqual({ userId, epoch: 0 });
    expect(await readSessionToken(mine, Date.now() + 61_000)).toBeNull();
  });

  it.each([
    ["of another instance", () => token({ secret: "the secret of another one" })],
    ["of nobody", () => token({ sub: "nobody" })],
    ["long over", () => token({ maxAge: -60 })],
    ["tampered with", async () => `${(await token()).slice(0, -3)}abc`],
    ["no token at all", async () => "hello"],
  ])("%s opens nothing", async (_, made) => {
    expect(await readSessionToken(await made(), Date.now())).toBeNull();
  });

  it("is looked for where next-auth keeps it", () => {
    expect(sessionCookie()).toBe("next-auth.session-token");
  });
});
