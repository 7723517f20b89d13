import type { z } from "zod";
import type { Result } from "../../result";
import type { Scope } from "../../tokens/schema";
import type { Allowed } from "../../users/allow";
import type { Capability } from "../../users/schema";
import type { FailureCode } from "../failures";

export const methods = ["GET", "POST", "DELETE"] as const;
export type Method = (typeof methods)[number];

/** What a body that is no JSON holds, or a stream answers with. */
export type Raw = { types: readonly string[]; says: string };

type Inputs<C extends Capability, P, Q, B> = {
  by: Allowed<C>;
  params: P;
  query: Q;
  body: B;
  request: Request;
  token: { name: string; scopes: readonly string[] };
};

type Definition<C extends Capability, P, Q, B, A, F extends FailureCode> = {
  method: Method;
  /** Below /api/v1, as "/products/{id}". */
  path: `/${string}`;
  /** Under which noun the docs list it. */
  tag: string;
  title: string;
  says?: string;
  /** null: any token that works. */
  scope: Scope | null;
  can: C;
  params?: z.ZodType<P>;
  query?: z.ZodObject & z.ZodType<Q>;
  body?: z.ZodType<B>;
  rawBody?: Raw;
  answer: z.ZodType<A> | Raw;
  /** 202: it begins and goes on by itself. */
  status?: 202;
  /** What it answers is told once and stored nowhere, so a repeat under the same idempotency key is a new call. */
  isSecret?: true;
  /** What it refuses beyond what every call may be refused for. */
  failures?: readonly F[];
  handle: (inputs: Inputs<C, P, Q, B>) => Answered<A, F>;
};
type Told<A, F extends FailureCode> = A | Response | Result<A | Response, F>;
type Answered<A, F extends FailureCode> = Told<A, F> | Promise<Told<A, F>>;

/** An endpoint as the dispatcher and the description see it: one object for both, so that neither can say what the other
 *  does not do. */
export type Endpoint = Omit<Definition<Capability, unknown, unknown, unknown, unknown, FailureCode>, "handle"> & {
  handle: (inputs: Inputs<Capability, unknown, unknown, unknown>) => unknown;
};

/** One endpoint of the API. A failure code that the verb may return and `failures` does not name does not compile. */
export const endpoint = <
  C extends Capability,
  P = undefined,
  Q = undefined,
  B = undefined,
  A = unknown,
  F extends FailureCode = never,
>(
  definition: Definition<C, P, Q, B, A, F>,
  // The dispatcher gives each handler what its own schemas parsed and its own capability allowed.
): Endpoint => definition as unknown as Endpoint;

export const isRaw = (answer: z.ZodType | Raw): answer is Raw => "types" in answer;
