import { describe, expect, it } from "vitest";
import { hashPassword, isPassword } from "@/lib/users/password";
import { can, isSignInBlocked, signInLimits } from "@/lib/users/rules";

describe("what a role opens", () => {
  it("a stylist judges pairs and nothing else", () => {
    expect(["judge-pairs", "judge-flags", "train", "administer"].map((c) => can("stylist", c as never))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it("a manager trains, an admin administers", () => {
    expect([can("manager", "train"), can("manager", "administer"), can("admin", "administer")]).toEqual([
      true,
      false,
      true,
    ]);
  });
});

describe("guessing passwords", () => {
  it("is stopped by account before it is stopped by address", () => {
    expect(isSignInBlocked({ account: signInLimits.perAccount, address: 0 })).toBe(true);
    expect(isSignInBlocked({ account: 0, address: signInLimits.perAccount })).toBe(false);
    expect(isSignInBlocked({ account: 0, address: signInLimits.perAddress })).toBe(true);
  });
});

describe("a stored password", () => {
  it("is known again, and no other is", async () => {
    const stored = await hashPassword("café au lait");
    expect(stored).not.toContain("café");
    expect(await isPassword("cafe\u0301 au lait", stored)).toBe(true);
    expect(await isPassword("cafe au lait", stored)).toBe(false);
  });

  it("that is not ours is refused, not thrown", async () => {
    expect(await isPassword("x", "md5$abc")).toBe(false);
  });
});
