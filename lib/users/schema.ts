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

const Password = z.string().min(10, "A password needs at least 10 characters.").max(200);

export const NewPerson = z.object({
  email: z.email("Give an e-mail address, like ana@house.com.").transform((value) => value.toLowerCase()),
  name: z.string().trim().min(1, "Give a name.").max(100),
  role: Role,
});
export type NewPerson = z.infer<typeof NewPerson>;

export const NewUser = NewPerson.extend({ password: Password });
export type NewUser = z.infer<typeof NewUser>;

export const PersonId = z.object({ userId: z.uuid() });
export const RoleChange = PersonId.extend({ role: Role });
export const Renaming = PersonId.extend({ name: NewPerson.shape.name });

/** How long a link holds with which somebody sets a password. */
export const invitationDays = 7;

export const InvitationToken = z.object({ token: z.string().min(20).max(200) });
export const Acceptance = InvitationToken.extend({ password: Password });
export type Acceptance = z.infer<typeof Acceptance>;

export const PasswordChange = z.object({ current: Credentials.shape.password, next: Password });
export type PasswordChange = z.infer<typeof PasswordChange>;

/** A link for one person, shown once: only its hash is stored. */
export type Invitation = { userId: string; token: string; expiresAt: string };

/** invited: has set no password yet · active · disabled: may not sign in · pseudonymised: name and address are gone. */
export const PersonState = z.enum(["invited", "active", "disabled", "pseudonymised"]);
export type PersonState = z.infer<typeof PersonState>;

export const PersonRow = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: Role,
  state: PersonState,
  isDemo: z.boolean(),
  groups: z.array(z.string()),
  answers: z.int(),
  lastAnswerAt: z.iso.datetime().nullable(),
  /** Until when an open link holds; null without one. */
  invitedUntil: z.iso.datetime().nullable(),
  /** API tokens of theirs that are neither revoked nor run out. */
  tokens: z.int(),
});
export type PersonRow = z.infer<typeof PersonRow>;

/** What a person has set for themselves. `keys`: a command's id with the key it was given; null takes its key away. */
export const Preferences = z.object({
  keys: z.record(z.string().max(80), z.string().min(1).max(12).nullable()).default({}),
  areSingleKeysOn: z.boolean().default(true),
});
export type Preferences = z.infer<typeof Preferences>;

/** A browser's session: of whom, and of which count of theirs. */
export type Session = { userId: string; epoch: number };

export type SignedIn = { userId: string; name: string; email: string; role: Role };
