"use server";
import { act } from "@/lib/http/action";
import { changePassword } from "@/lib/users/change-password";
import { PasswordChange } from "@/lib/users/schema";

export const change = async (given: unknown) =>
  act({ can: "judge-pairs", input: PasswordChange }, given, changePassword);
