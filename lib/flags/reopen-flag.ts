import type { Tx } from "../db";
import { markOpen, withdrawOpenFlags } from "./sql";

/** Opens a settled flag again after its answer was undone, in the caller's transaction. Another flag that was raised on
 *  the same column of the product meanwhile is withdrawn: it was about what the undone answer had given. */
export async function reopenFlag(tx: Tx, flagId: string): Promise<void> {
  const key = await tx.flag.findUniqueOrThrow({
    where: { id: flagId },
    select: { productId: true, attribute: true },
  });
  await withdrawOpenFlags(tx, [key], { evenIfHeld: true });
  await markOpen(tx, flagId);
}
