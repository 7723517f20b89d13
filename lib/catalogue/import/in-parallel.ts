/** Runs `work` on every item, at most `width` at a time → the answers in the order of the items. The first rejection
 *  rejects, and nothing new is begun after it. */
export async function inParallel<T, R>(
  items: readonly T[],
  width: number,
  work: (item: T, place: number) => Promise<R>,
): Promise<R[]> {
  const answers = new Array<R>(items.length);
  let next = 0;
  let isStopped = false;
  const lane = async () => {
    while (next < items.length && !isStopped) {
      const place = next++;
      try {
        answers[place] = await work(items[place]!, place);
      } catch (error) {
        isStopped = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane));
  return answers;
}
