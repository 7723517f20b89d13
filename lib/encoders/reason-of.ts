import { EncoderUnusable } from "@/ml/encoders/encoder";
import { isDiskFull } from "../catalogue/import-jobs/disk";

/** Why a change stopped, in a sentence that says what was kept and what to do. */
export function reasonOf(error: unknown): string {
  if (error instanceof EncoderUnusable) return error.message;
  if (isDiskFull(error)) return "The disk is full. What is embedded stays; have some space freed, then go on.";
  const words = error instanceof Error ? error.message.trim().split("\n").at(-1) : String(error);
  return `It stopped on an error (${words}). What is embedded stays.`;
}
