import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What one model of the hub holds: its files by their path, and its licence. */
export type HubModel = { files: Record<string, Uint8Array | string>; licence?: string };
export type TestHub = { endpoint: string; asked: string[]; close(): Promise<void> };

/** A server on loopback in the hub's layout: /OWNER/NAME/resolve/main/FILE with the sha256 as ETag, and the model's page
 *  under /api/models. `spoil` changes what goes out, after the sum was taken. */
export async function startHub(models: Record<string, HubModel>, spoil = (bytes: Buffer) => bytes): Promise<TestHub> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    asked.push(path);
    const [, id, file] = /^\/([^/]+\/[^/]+)\/resolve\/main\/(.+)$/.exec(path) ?? [];
    const content = id === undefined ? undefined : models[id]?.files[file!];
    if (content !== undefined) {
      const bytes = Buffer.from(content);
      response.setHeader("ETag", `"${createHash("sha256").update(bytes).digest("hex")}"`);
      response.end(spoil(bytes));
      return;
    }
    const model = models[path.replace("/api/models/", "")];
    if (model) response.end(JSON.stringify({ cardData: { license: model.licence } }));
    else response.writeHead(404).end();
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return { endpoint: `http://127.0.0.1:${port}`, asked, close };
}
