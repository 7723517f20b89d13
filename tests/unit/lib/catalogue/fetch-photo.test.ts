import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fetchPhoto } from "@/lib/catalogue/import/fetch-photo";
import { isPublicAddress } from "@/lib/catalogue/import/public-address";

describe("addresses of the internet", () => {
  it.each([
    "127.0.0.1",
    "10.1.2.3",
    "172.31.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "::1",
    "::ffff:10.0.0.1",
    "fe80::1",
    "fd00::1",
    "64:ff9b::a00:1",
    "2002:a00:1::",
    "nonsense",
  ])("do not include %s", (address) => expect(isPublicAddress(address)).toBe(false));
  it.each(["93.184.215.14", "172.32.0.1", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])("include %s", (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );
});

describe("photos from the web", () => {
  const answers: Record<string, RequestListener> = {
    "/photo": (_, response) => response.end("photo"),
    "/away": (_, response) => response.writeHead(302, { location: "/photo" }).end(),
    "/private": (request, response) =>
      response.writeHead(302, { location: `http://127.0.0.2:${request.socket.localPort}/photo` }).end(),
    "/round": (_, response) => response.writeHead(302, { location: "/round" }).end(),
    "/file": (_, response) => response.writeHead(302, { location: "file:///etc/passwd" }).end(),
    "/never": (_, response) => {
      response.write("a");
      const timer = setInterval(() => response.write("a"), 20);
      response.once("close", () => clearInterval(timer));
    },
    "/endless": (_, response) => {
      const piece = Buffer.alloc(4_000_000);
      const more = () => !response.destroyed && response.write(piece, more);
      more();
    },
  };
  let server: Server;
  let base: string;
  beforeAll(async () => {
    server = createServer((request, response) => {
      const answer = answers[request.url ?? ""];
      if (answer) answer(request, response);
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  // The test's server stands for the internet, the rest of this machine for the private network.
  const limits = { allows: (address: string) => address === "127.0.0.1", timeoutMs: 10_000 };
  const fetched = (path: string) => fetchPhoto(`${base}${path}`, limits);

  it("come as they are, also over a redirect", async () => {
    expect((await fetched("/photo")).toString()).toBe("photo");
    expect((await fetched("/away")).toString()).toBe("photo");
  });

  it.each([
    ["/private", "The address leads to a private network, which is not asked."],
    ["/round", "The address leads from one to the next more than three times."],
    ["/file", "Only http and https addresses are fetched."],
    ["/none", "The address answers with 404."],
    ["/endless", "The address sends more than 60 MB; photos may have up to that."],
  ])("%s is refused with its reason", async (path, reason) => {
    await expect(fetched(path)).rejects.toThrow(reason);
  });

  it("that never end are given up in time", async () => {
    await expect(fetchPhoto(`${base}/never`, { ...limits, timeoutMs: 200 })).rejects.toThrow(
      "The address did not send the photo within 0.2 s.",
    );
  });

  it("are not asked of this machine, by number or by name", async () => {
    await expect(fetchPhoto(`${base}/photo`)).rejects.toThrow("private network");
    await expect(fetchPhoto(base.replace("127.0.0.1", "localhost"))).rejects.toThrow("private network");
    await expect(fetchPhoto("http://2130706433/")).rejects.toThrow("private network");
    await expect(fetchPhoto("http://[::ffff:127.0.0.1]/")).rejects.toThrow("private network");
  });
});
