import { z } from "zod";
import { endpoint } from "@/lib/http/api/endpoint";
import { Role } from "@/lib/users/schema";

export const meEndpoints = [
  endpoint({
    method: "GET",
    path: "/me",
    tag: "Token",
    title: "Whose token this is and what it may do",
    scope: null,
    can: "judge-pairs",
    answer: z.object({
      userId: z.uuid(),
      name: z.string(),
      role: Role,
      token: z.object({ name: z.string(), scopes: z.array(z.string()) }),
    }),
    handle: ({ by, token }) => ({
      userId: by.userId,
      name: by.name,
      role: by.role,
      token: { name: token.name, scopes: [...token.scopes] },
    }),
  }),
];
