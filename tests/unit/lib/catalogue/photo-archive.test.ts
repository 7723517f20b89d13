import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openArchive } from "@/lib/catalogue/import/photo-archive";
import { zipOf } from "@/tests/support/zip-file";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "toile-zip-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const archive = (bytes: Buffer) => {
  const path = join(folder, "photos.zip");
  writeFileSync(path, bytes);
  return openArchive([path]);
};

it("photos are found by their path, and by their name alone where it is one of a kind", async () => {
  const found = await archive(
    zipOf([
      { name: "images/a.jpg", bytes: Buffer.from("a") },
      { name: "one/b.jpg", bytes: Buffer.from("1") },
      { name: "two/b.jpg", bytes: Buffer.from("2") },
      { name: "__MACOSX/images/._a.jpg" },
    ]),
  );
  expect(found.photos).toBe(3);
  expect((await found.read("photos/a.jpg")).toString()).toBe("a");
  expect((await found.read("two\\b.jpg")).toString()).toBe("2");
  expect(found.has("b.jpg")).toBe(false);
  await expect(found.read("c.jpg")).rejects.toThrow("The file is not there.");
  found.close();
});

it("names that lead out, links, archives within and what unpacks too large are left out with the reason", async () => {
  const found = await archive(
    zipOf([
      { name: "../../etc/passwd.jpg", bytes: Buffer.from("x") },
      { name: "/abs.jpg", bytes: Buffer.from("x") },
      { name: "C:/win.jpg", bytes: Buffer.from("x") },
      { name: "link.jpg", bytes: Buffer.from("/etc/passwd"), isLink: true },
      { name: "more.zip", bytes: zipOf([]) },
      { name: "huge.jpg", bytes: Buffer.from("x"), says: 4_000_000_000 },
      { name: "good.jpg", bytes: Buffer.from("good") },
    ]),
  );
  expect(found.photos).toBe(1);
  expect(found.notes).toEqual([
    "../../etc/passwd.jpg: Its name leads out of the zip, so it is not read.",
    "/abs.jpg: Its name leads out of the zip, so it is not read.",
    "C:/win.jpg: Its name leads out of the zip, so it is not read.",
    "link.jpg: It is a link, not a photo.",
    "more.zip: It is an archive within the archive. Unpack it and drop its photos.",
    "huge.jpg: It unpacks to 3815 MB; photos may have up to 60 MB.",
  ]);
  found.close();
});

it("a file that unpacks to more than the zip's list says is cut off, and the rest can be read", async () => {
  const found = await archive(
    zipOf([
      { name: "bomb.jpg", bytes: Buffer.alloc(50_000_000), says: 10 },
      { name: "good.jpg", bytes: Buffer.from("good") },
    ]),
  );
  await expect(found.read("bomb.jpg")).rejects.toThrow("It can't be unpacked");
  expect((await found.read("good.jpg")).toString()).toBe("good");
  found.close();
});

it("what is no zip is one sentence", async () => {
  await expect(archive(Buffer.from("no zip"))).rejects.toThrow("The file is no zip that can be read");
});
