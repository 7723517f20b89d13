import { afterEach, expect, it, vi } from "vitest";
import { streamOf } from "@/app/api/exports/export-response";

afterEach(() => vi.restoreAllMocks());

const part = (text: string) => new TextEncoder().encode(text);

it("an export that ends well holds every part", async () => {
  async function* parts() {
    yield part("a,b\n");
    yield part("1,2\n");
  }
  expect(await new Response(streamOf(parts(), "export of labels")).text()).toBe("a,b\n1,2\n");
});

it("an export that fails midway breaks off, and the log tells why", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  async function* parts() {
    yield part("a,b\n");
    throw new Error("The search went away.");
  }
  await expect(new Response(streamOf(parts(), "export of neighbours")).text()).rejects.toThrow();
  expect(logged).toHaveBeenCalledWith("export of neighbours was broken off:", "The search went away.");
});
