import { z } from "zod";
import { db } from "../../db";
import { fail, ok, type Result } from "../../result";
import { claimKey } from "../sql";

export type KeptAnswer = { status: number; headers: Record<string, string>; body: string };
export type Call = { tokenId: string; key: string; requestSha256: string };

const Headers = z.record(z.string(), z.string());
/** Such an answer says nothing about the request, so the key is free again. */
const isPassing = (status: number) => status >= 500 || status === 429;

/** Does the work of a call once for its key and answers every repeat as the first time, for a day. "key-reused": the key
 *  came with another request. "key-in-use": the first call is still under way. */
export async function answerOnce(
  { tokenId, key, requestSha256 }: Call,
  work: () => Promise<KeptAnswer>,
): Promise<Result<KeptAnswer & { isRepeat: boolean }, "key-reused" | "key-in-use">> {
  const where = { tokenId_key: { tokenId, key } };
  if (!(await claimKey(tokenId, key, requestSha256))) {
    const kept = await db().idempotentCall.findUnique({ where });
    if (kept && kept.requestSha256 !== requestSha256) return fail("key-reused");
    if (!kept || kept.status === null) return fail("key-in-use");
    return ok({
      status: kept.status,
      headers: Headers.parse(kept.headers ?? {}),
      body: kept.body ?? "",
      isRepeat: true,
    });
  }
  const free = () => db().idempotentCall.deleteMany({ where: { tokenId, key, status: null } });
  let answer: KeptAnswer;
  try {
    answer = await work();
  } catch (error) {
    await free();
    throw error;
  }
  if (isPassing(answer.status)) await free();
  else await db().idempotentCall.update({ where, data: answer });
  return ok({ ...answer, isRepeat: false });
}
