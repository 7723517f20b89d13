import { expect } from "vitest";
import { EncoderUnusable } from "@/ml/encoders/encoder";

/** The sentence with which an encoder is refused; the test fails where it is not, or for any other reason. */
export async function encoderRefusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(EncoderUnusable);
  return (error as Error).message;
}
