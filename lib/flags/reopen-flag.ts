import type { Tx } from "../db";
import { markOpen, withdrawOpenFlags } from "./sql";

/** Opens a settled flag again after its answer was undone, in the caller's transaction. Another flag that was raised on
 *  the product meanwhile is withdrawn: it was about the category that the undone answer had given. */
export async function reopenFlag(tx: Tx, flagId: string): Promise<void> {
  const { productId } = await tx.flag.findUniqueOrThrow({ where: { id: flagId }, select: { productId: true } });
  await withdrawOpenFlags(tx, [productId], { evenIfHeld: true });
  await markOpen(tx, flagId);
}
