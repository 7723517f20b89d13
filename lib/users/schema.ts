import { z } from "zod";

export const Role = z.enum(["stylist", "reviewer", "manager", "admin"]);
export type Role = z.infer<typeof Role>;

/** What a role opens. A capability is what a route or verb asks for; roles are only named here. */
export const capabilities = {
  stylist: ["judge-pairs"],
  reviewer: ["judge-pairs", "judge-flags", "browse"],
  manager: ["judge-pairs", "judge-flags", "browse", "train", "oversee", "import"],
  admin: ["judge-pairs", "judge-flags", "browse", "train", "oversee", "import", "administer"],
} as const satisfies Record<Role, readonly string[]>;
export type Capability = (typeof capabilities)["admin"][number];

export const Credentials = z.object({
  email: z.string().trim().toLowerCase().max(254),
  password: z.string().min(1).max(200),
});
export type Credentials = z.infer<typeof Credentials>;

export const NewUser = z.object({
  email: z.email("Give an e-mail address, like ana@house.com.").transform((value) => value.toLowerCase()),
  name: z.string().trim().min(1, "Give a name.").max(100),
  role: Role,
  password: z.string().min(10, "A password needs at least 10 characters.").max(200),
});
export type NewUser = z.infer<typeof NewUser>;

/** What a person has set for themselves. `keys`: a command's id with the key it was given; null takes its key away. */
export const Preferences = z.object({
  keys: z.record(z.string().max(80), z.string().min(1).max(12).nullable()).default({}),
  areSingleKeysOn: z.boolean().default(true),
});
export type Preferences = z.infer<typeof Preferences>;

export type SignedIn = { userId: string; name: string; email: string; role: Role };
