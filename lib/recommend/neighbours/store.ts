import type { Near, NeighbourQuery } from "@/ml/similarity/neighbour-index";
import type { LiveEncoder } from "../../catalogue/data";

/** Where neighbours are looked for: NeighbourIndex, in memory, or the server's pgvector. */
export type NeighbourStore = {
  readonly size: number;
  readonly hasGarmentSpace: boolean;
  /** Whether it can tell the vector of this product from memory; what it can't is read from the catalogue. */
  has(id: string): boolean;
  vectorOf(id: string): Float32Array | null;
  search(queries: readonly NeighbourQuery[]): Near[][] | Promise<Near[][]>;
};

/** The products of the live encoder, which stay so: follow() brings in what has changed. */
export type Neighbours = {
  /** null until an encoder is live. Changes as a whole when another one goes live. */
  current(): { encoder: LiveEncoder; index: NeighbourStore } | null;
  /** Answers how many products were looked at anew. */
  follow(): Promise<number>;
  /** Keeps it for the next start, where something has changed since it was last kept. */
  keep(): Promise<void>;
};
