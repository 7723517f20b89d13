import type { glyphs } from "@/app/_ui/glyphs";
import { type Capability, capabilities, type Role } from "@/lib/users/schema";

export type StudioPlace = { path: string; name: string; can: Capability; glyph: keyof typeof glyphs };

const all: StudioPlace[] = [
  { path: "/pairs", name: "Pairs", can: "judge-pairs", glyph: "pairs" },
  { path: "/review", name: "Review", can: "judge-flags", glyph: "review" },
  { path: "/catalogue", name: "Catalogue", can: "browse", glyph: "catalogue" },
  { path: "/training", name: "Training", can: "train", glyph: "training" },
  { path: "/overview", name: "Overview", can: "oversee", glyph: "overview" },
];

export const mayOpen = (role: Role, capability: Capability): boolean =>
  (capabilities[role] as readonly Capability[]).includes(capability);

/** What a role may open, in the order of the header. */
export const placesOf = (role: Role): StudioPlace[] => all.filter(({ can }) => mayOpen(role, can));

/** Where someone begins: reviewers at Review, everyone else at Pairs. */
export const firstPlace = (role: Role): string => (role === "reviewer" ? "/review" : "/pairs");
