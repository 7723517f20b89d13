import { Presets, SingleBar } from "cli-progress";

export type ProgressBar = { show(done: number, total: number, words: string): void; stop(): void };

/** A bar on a terminal; where stderr is a file or a pipe, nothing: the report that follows says it all. */
export function progressBar(title: string): ProgressBar {
  if (!process.stderr.isTTY) return { show: () => {}, stop: () => {} };
  const format = `${title} {bar} {percentage} % · {words} · {eta_formatted} left`;
  const bar = new SingleBar(
    { format, hideCursor: true, clearOnComplete: true, stream: process.stderr },
    Presets.shades_grey,
  );
  let isShown = false;
  return {
    show(done, total, words) {
      if (!isShown) bar.start(total, done, { words });
      isShown = true;
      bar.setTotal(total);
      bar.update(done, { words });
    },
    stop: () => bar.stop(),
  };
}
