import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseEnv } from "@/lib/env";
import { scratchHome } from "../../support/scratch-home";

test("nothing set gives an instance for this machine alone", () => {
  expect(parseEnv({}, "/house")).toMatchObject({
    TOILE_HOME: "/house/.toile",
    TOILE_STORE: "/house/.toile/store",
    HOST: "127.0.0.1",
    PORT: 3000,
    NEXTAUTH_URL: "http://127.0.0.1:3000",
    TOILE_BACKEND: "auto",
  });
});

test("an empty variable counts as absent", () => {
  const environment = parseEnv({ PORT: "", DATABASE_URL: "" }, "/house");
  expect(environment.PORT).toBe(3000);
  expect(environment.DATABASE_URL).toBeUndefined();
});

test("a server on every address is reached on the loopback one, and an IPv6 host stands in brackets", () => {
  expect(parseEnv({ HOST: "0.0.0.0", PORT: "80" }, "/house").NEXTAUTH_URL).toBe("http://127.0.0.1:80");
  expect(parseEnv({ HOST: "::1" }, "/house").NEXTAUTH_URL).toBe("http://[::1]:3000");
});

test("every wrong variable is named", () => {
  const wrong = { PORT: "eighty", DATABASE_URL: "mysql://house", TOILE_BACKEND: "quantum" };
  const lines = (() => {
    try {
      parseEnv(wrong, "/house");
    } catch (error) {
      return (error as Error).message.split("\n").map((line) => line.split(":")[0]);
    }
  })();
  expect(lines).toEqual(["PORT", "DATABASE_URL", "TOILE_BACKEND"]);
});

test("the key of the sessions comes from TOILE_HOME unless it is set", () => {
  const home = scratchHome();
  writeFileSync(join(home.folder, "secrets.json"), JSON.stringify({ authSecret: "kept in the folder" }));
  expect(parseEnv({ TOILE_HOME: home.folder }, "/house").NEXTAUTH_SECRET).toBe("kept in the folder");
  const given = { TOILE_HOME: home.folder, NEXTAUTH_SECRET: "given by the house" };
  expect(parseEnv(given, "/house").NEXTAUTH_SECRET).toBe("given by the house");
  home.remove();
});
