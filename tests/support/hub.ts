import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What one model of the hub holds: its files by their path, and its licence. */
export type HubModel = { files: Record<string, Uint8Array | string>; licence?: string };
export type TestHub = { endpoint: string; asked: string[]; close(): Promise<void> };

/** A server on loopback in the hub's layout: /OWNER/NAME/resolve/main/FILE, and the model's page under /api/models. `spoil`
 *  changes the graphs that go out, after their sum was told. */
export async function startHub(models: Record<string, HubModel>, spoil = (bytes: Buffer) => bytes): Promise<TestHub> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    asked.push(path);
    const [, store, id, file] = /^(\/store)?\/([^/]+\/[^/]+)\/resolve\/main\/(.+)$/.exec(path) ?? [];
    const content = id === undefined ? undefined : models[id]?.files[file!];
    if (content !== undefined) {
      const bytes = Buffer.from(content);
      // Large files lie in a store of their own; the hub tells their sum and sends on.
      if (store === undefined && file!.endsWith(".onnx")) {
        const sum = createHash("sha256").update(bytes).digest("hex");
        response.writeHead(302, { "X-Linked-Etag": `"${sum}"`, Location: `/store${path}` }).end();
      } else response.end(file!.endsWith(".onnx") ? spoil(bytes) : bytes);
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
