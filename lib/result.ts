import type { FailureCode } from "./http/failures";

/** What a verb answers: the value, or one code out of its own closed union. Bugs are thrown, not returned. */
export type Result<T, Code extends FailureCode = FailureCode> = Ok<T> | Failure<Code>;
export type Ok<T> = { ok: true; value: T };
export type Failure<Code extends FailureCode = FailureCode> = { ok: false; code: Code; detail?: string };

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value });
/** detail: a sentence for the person who asked, added to the code's own. */
export const fail = <Code extends FailureCode>(code: Code, detail?: string): Failure<Code> => ({
  ok: false,
  code,
  detail,
});
