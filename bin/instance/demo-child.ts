import "./follow-parent.mjs";
import { closeDb } from "@/lib/db";
import createDemo from "../commands/demo";

await createDemo({ log: (line) => console.log(line) });
await closeDb();
process.exit(0);
