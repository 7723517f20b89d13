/** Something the person at the keyboard can put right. Its message is one sentence that says what to do;
 *  entry points print it without a stack and exit 1. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}
