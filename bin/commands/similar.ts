import { type Command, InvalidArgumentError } from "commander";
import { sentenceOf } from "@/lib/http/failures";
import { neighboursOf } from "@/lib/recommend/neighbours/neighbours-of";
import { Refusal } from "../instance/refusal";

export function register(program: Command): void {
  program
    .command("similar <id>")
    .description("The products that look most like one, best first.")
    .option("-k <number>", "how many", toCount, 10)
    .option("--json", "print JSON")
    .action(similar);
}

function toCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 1_000)
    throw new InvalidArgumentError("Give a whole number from 1 to 1,000.");
  return count;
}

async function similar(id: string, { k, json }: { k: number; json?: boolean }): Promise<void> {
  const result = await neighboursOf({ productId: id, k });
  if (!result.ok) throw new Refusal(result.detail ?? sentenceOf[result.code]);
  if (json) {
    console.log(JSON.stringify(result.value));
    return;
  }
  const width = Math.max(...result.value.map(({ product }) => product.id.length), 2);
  for (const { product, score } of result.value) {
    console.log(
      `${score.toFixed(3)}  ${product.id.padEnd(width)}  ${product.category?.name ?? "no category"}: ${product.title}`,
    );
  }
}
