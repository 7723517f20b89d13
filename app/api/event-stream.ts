/** Silence longer than this lets proxies close the connection. */
const heartbeatMs = 15_000;
/** After so long a stream ends and its browser comes again, through the door: a session that was ended hears no more. */
const lifeMs = 10 * 60_000;

/** Server-sent events out of what `watch` yields, until the browser goes. Each event is the whole state: a browser that
 *  reconnects has missed nothing. */
export function eventStream<T>(signal: AbortSignal, watch: (signal: AbortSignal) => AsyncIterable<T>): Response {
  const stop = new AbortController();
  signal.addEventListener("abort", () => stop.abort());
  const text = new TextEncoder();
  let beat: ReturnType<typeof setInterval> | undefined;
  let life: ReturnType<typeof setTimeout> | undefined;
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const write = (line: string) => !stop.signal.aborted && controller.enqueue(text.encode(line));
      beat = setInterval(() => write(": still here\n\n"), heartbeatMs);
      life = setTimeout(() => {
        if (stop.signal.aborted) return;
        stop.abort();
        controller.close();
      }, lifeMs);
      try {
        for await (const value of watch(stop.signal)) write(`data: ${JSON.stringify(value)}\n\n`);
        if (!stop.signal.aborted) controller.close();
      } catch (error) {
        if (!stop.signal.aborted) controller.error(error);
      } finally {
        clearInterval(beat);
        clearTimeout(life);
      }
    },
    cancel() {
      clearInterval(beat);
      clearTimeout(life);
      stop.abort();
    },
  });
  const headers = {
    "content-type": "text/event-stream",
    "cache-control": "no-store, no-transform",
    "x-accel-buffering": "no",
  };
  return new Response(body, { headers });
}
