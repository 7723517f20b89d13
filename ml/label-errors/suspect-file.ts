import { decodeArrays, encodeArrays, floatsOf, integersOf } from "@/ml/artifacts/arrays";
import { EVIDENCE, type Suspect } from "./suspects";

/** Bytes of ranked suspects, worst first: the output of the task flag-labels. Products are indices into productIds. */
export function encodeSuspects(suspects: Suspect[], productIds: string[], classes: string[]): Uint8Array {
  const s = suspects.length;
  const integers = (of: (suspect: Suspect) => number) => ({ shape: [s], data: Int32Array.from(suspects, of) });
  const floats = (of: (suspect: Suspect) => number) => ({ shape: [s], data: Float32Array.from(suspects, of) });
  const neighbours = new Int32Array(s * EVIDENCE).fill(-1);
  const cosines = new Float32Array(s * EVIDENCE);
  suspects.forEach((suspect, at) => {
    suspect.neighbours.forEach(({ product, cosine }, r) => {
      neighbours[at * EVIDENCE + r] = product;
      cosines[at * EVIDENCE + r] = cosine;
    });
  });
  return encodeArrays(
    { kind: "suspects", productIds, classes, reasons: suspects.map(({ reasons }) => reasons) },
    {
      product: integers(({ product }) => product),
      given: integers(({ given }) => given),
      proposed: integers(({ proposed }) => proposed),
      score: floats(({ score }) => score),
      givenProbability: floats(({ givenProbability }) => givenProbability),
      proposedProbability: floats(({ proposedProbability }) => proposedProbability),
      neighbours: { shape: [s, EVIDENCE], data: neighbours },
      cosines: { shape: [s, EVIDENCE], data: cosines },
    },
  );
}

/** Reads what encodeSuspects wrote. Throws DamagedArrays on broken bytes. */
export function decodeSuspects(bytes: Uint8Array): { suspects: Suspect[]; productIds: string[]; classes: string[] } {
  const { meta, arrays } = decodeArrays(bytes);
  const { productIds, classes, reasons } = meta as { productIds: string[]; classes: string[]; reasons: string[][] };
  const [product, given, proposed] = ["product", "given", "proposed"].map((name) => integersOf(arrays, name));
  const [score, givenProbability, proposedProbability, cosines] = [
    "score",
    "givenProbability",
    "proposedProbability",
    "cosines",
  ].map((name) => floatsOf(arrays, name));
  const around = integersOf(arrays, "neighbours");
  const suspects = Array.from(
    product,
    (_, at): Suspect => ({
      product: product[at],
      given: given[at],
      proposed: proposed[at],
      score: score[at],
      givenProbability: givenProbability[at],
      proposedProbability: proposedProbability[at],
      reasons: reasons[at],
      neighbours: Array.from({ length: EVIDENCE }, (_, r) => ({
        product: around[at * EVIDENCE + r],
        cosine: cosines[at * EVIDENCE + r],
      })).filter((neighbour) => neighbour.product >= 0),
    }),
  );
  return { suspects, productIds, classes };
}
