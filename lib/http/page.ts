import { forbidden, redirect } from "next/navigation";
import { type Allowed, allow } from "../users/allow";
import type { Capability } from "../users/schema";
import { currentSession } from "./current-session";

/** The door for a page: the signed-in person with that capability, or the sign-in page, or the page that says no. */
export async function requirePage<C extends Capability>(capability: C): Promise<Allowed<C>> {
  const allowed = await allow(await currentSession(), capability);
  if (allowed.ok) return allowed.value;
  if (allowed.code === "sign-in") redirect("/sign-in");
  forbidden();
}
