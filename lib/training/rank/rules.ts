/** Most pairs of one product that wait at a time, and most pairs in all: enough for a team for weeks, and few enough
 *  to rank anew in a minute. */
export const perProduct = 20;
export const largestPool = 100_000;
const pairsPerProduct = 10;

/** How many open pairs a catalogue of n products keeps. Before there is a model only half of it, so that the first
 *  model's own proposals find room. */
export function poolTarget(products: number, hasModel: boolean): number {
  const whole = Math.min(largestPool, pairsPerProduct * products);
  return hasModel ? whole : Math.floor(whole / 2);
}

const retiredShare = 0.2;
const isFullFrom = 0.8;

/** How many of the last places leave a full pool after ranking: what the model learns least from makes room for what
 *  its successor will propose. */
export function retiring(open: number, target: number): number {
  return open >= isFullFrom * target ? Math.floor(retiredShare * open) : 0;
}
