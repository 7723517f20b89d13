import { Role } from "@/lib/users/schema";

/** What each role is for, as it is offered. */
export const roleWords: Record<Role, string> = {
  stylist: "judges pairs",
  reviewer: "judges pairs and the catalogue's flags",
  manager: "also trains, sees the figures, plans the queue",
  admin: "also people and everything else",
};
export const roles = Role.options;
