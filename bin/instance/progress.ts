/** Lines that tell what a start is doing. Seconds are shown while a step runs in a terminal, and at its end elsewhere. */
export type Progress = {
  say(line: string): void;
  /** Runs a step under its name, as in "Building the pages". */
  step<T>(name: string, work: () => Promise<T>): Promise<T>;
};

type Sink = { write(text: string): unknown; isTTY?: boolean };

export function openProgress(sink: Sink = process.stdout): Progress {
  const running = new Map<string, number>();
  const say = (line: string) => {
    if (sink.isTTY) sink.write("\r\x1b[K");
    sink.write(`${line}\n`);
  };
  const draw = () => {
    const parts = [...running].map(([name, began]) => `${name} … ${seconds(began)}`);
    sink.write(`\r\x1b[K${parts.join("   ")}`);
  };
  return {
    say,
    async step(name, work) {
      const began = performance.now();
      running.set(name, began);
      if (!sink.isTTY) say(`${name} …`);
      const timer = sink.isTTY ? setInterval(draw, 500) : undefined;
      try {
        const value = await work();
        say(`${name}: done in ${seconds(began)}`);
        return value;
      } finally {
        clearInterval(timer);
        running.delete(name);
      }
    },
  };
}

const seconds = (began: number): string => `${((performance.now() - began) / 1000).toFixed(1)} s`;
