import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export type Message = { headers: IncomingHttpHeaders; body: string };

/** A real receiver on this machine. `answer`: the status for each message, or "silence" for none at all. */
export async function openReceiver(answer: (message: Message, count: number) => number | "redirect" = () => 204) {
  const messages: Message[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => {
      body += part;
    });
    request.on("end", () => {
      const message = { headers: request.headers, body };
      messages.push(message);
      const status = answer(message, messages.length);
      if (status === "redirect") response.writeHead(302, { location: "http://169.254.169.254/" }).end();
      else response.writeHead(status).end("what a receiver says is not read");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/fixes`;
  return { url, messages, close: () => new Promise((resolve) => server.close(resolve)) };
}
