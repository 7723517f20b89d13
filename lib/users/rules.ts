import { type Capability, capabilities, type Role } from "./schema";

export const can = (role: Role, capability: Capability): boolean =>
  (capabilities[role] as readonly Capability[]).includes(capability);

/** Failures inside the window after which sign-in is refused: per account, and per address (an office shares one). */
export const signInLimits = { windowMinutes: 15, perAccount: 8, perAddress: 60 } as const;

export const isSignInBlocked = (failures: { account: number; address: number }): boolean =>
  failures.account >= signInLimits.perAccount || failures.address >= signInLimits.perAddress;
