import { createServer } from "node:net";
import { Refusal } from "./refusal";

/** Throws a Refusal when the web server could not listen there. */
export function checkPort(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => reject(new Refusal(explain(error, host, port))));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve()));
  });
}

function explain({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  if (code === "EADDRINUSE") {
    return `Port ${port} is used by another program; choose a free one, as in: PORT=${port + 1} npm start`;
  }
  if (code === "EACCES") return `Port ${port} is for root only; choose one above 1023, as in: PORT=3000 npm start`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
    return `${host} is not an address of this machine; set HOST to one, or leave it out for 127.0.0.1.`;
  }
  return `Toile cannot listen on ${host}:${port} (${message}); choose another HOST or PORT.`;
}
