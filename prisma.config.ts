import { defineConfig } from "prisma/config";

const url = process.env.DATABASE_URL;

export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
  // Generating the client needs no database, so a missing address is not an error here.
  ...(url ? { datasource: { url } } : {}),
});
