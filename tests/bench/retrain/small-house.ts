/** A catalogue of some hundred products that trains in seconds. */
export async function plantSmallHouse(): Promise<void> {
  const { makeTinyHouse } = await import("../../support/tiny-house");
  await makeTinyHouse({ products: 320, outfits: 240 });
}
