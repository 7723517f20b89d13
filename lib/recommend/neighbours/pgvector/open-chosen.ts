import { openNeighbours } from "../open-neighbours";
import type { Neighbours } from "../store";
import { storeInForce } from "./data";
import { openVectors } from "./open-vectors";
import type { StoreKind } from "./schema";

const open: Record<StoreKind, () => Promise<Neighbours>> = { memory: openNeighbours, pgvector: openVectors };

/** Neighbours where the house keeps them; another choice is opened beside the present one, which answers until then. */
export async function openChosen(): Promise<Neighbours> {
  let kind = await storeInForce();
  let inner = await open[kind]();
  return {
    current: () => inner.current(),
    follow: async () => {
      const chosen = await storeInForce();
      if (chosen !== kind) {
        inner = await open[chosen]();
        kind = chosen;
      }
      return inner.follow();
    },
    keep: () => inner.keep(),
  };
}
