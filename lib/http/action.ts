import { randomUUID } from "node:crypto";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { Result } from "../result";
import { type Allowed, allow } from "../users/allow";
import type { Capability } from "../users/schema";
import { currentSession } from "./current-session";
import { type FailureCode, sentenceOf } from "./failures";

/** What a form hears: what it asked for, or a sentence. */
export type ActionAnswer<T> = { ok: true; value: T } | { ok: false; code: FailureCode; sentence: string };

/** A server action of a form: door, parsing, the verb. Next itself refuses one that another site sends. */
export async function act<C extends Capability, I, T>(
  options: { can: C; input: z.ZodType<I> },
  given: unknown,
  work: (by: Allowed<C>, input: I) => Promise<Result<T>>,
): Promise<ActionAnswer<T>> {
  try {
    const by = await allow(await currentSession(), options.can);
    if (!by.ok) return failed(by.code);
    const parsed = options.input.safeParse(given);
    if (!parsed.success) return failed("invalid", parsed.error.issues.map(({ message }) => message).join(" "));
    const result = await work(by.value, parsed.data);
    return result.ok ? { ok: true, value: result.value } : failed(result.code, result.detail);
  } catch (error) {
    unstable_rethrow(error);
    const requestId = randomUUID();
    console.error(`action ${requestId}:`, error);
    return failed("unavailable", `If it stays so, give your administrator this number: ${requestId}.`);
  }
}

/** "invalid" says nothing by itself when there is something to say. */
const failed = (code: FailureCode, detail?: string): { ok: false; code: FailureCode; sentence: string } => ({
  ok: false,
  code,
  sentence: code === "invalid" && detail ? detail : [sentenceOf[code], detail].filter(Boolean).join(" "),
});
