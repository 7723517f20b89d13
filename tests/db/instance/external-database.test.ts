import { expect, inject, test } from "vitest";
import { checkExternalDatabase } from "@/bin/postgres/external";
import { runOnce } from "@/bin/postgres/run-once";

test("a user who may not add pg_trgm is told so before anything is migrated", async () => {
  const admin = inject("clusterUrl");
  const name = `t_bare_${process.pid}`;
  await runOnce(admin, `CREATE DATABASE ${name} TEMPLATE template0`);
  await runOnce(admin, `CREATE ROLE ${name} LOGIN PASSWORD 'hush'`);
  const url = new URL(admin);
  Object.assign(url, { pathname: `/${name}`, username: name, password: "hush" });
  try {
    await expect(checkExternalDatabase(url.href)).rejects.toThrow(
      "DATABASE_URL's user may not add the extension pg_trgm",
    );
    await runOnce(admin, `GRANT CREATE ON DATABASE ${name} TO ${name}`);
    await expect(checkExternalDatabase(url.href)).resolves.toBeUndefined();
  } finally {
    await runOnce(admin, `DROP DATABASE ${name} WITH (FORCE)`);
    await runOnce(admin, `DROP ROLE ${name}`);
  }
});
