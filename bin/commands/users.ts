import { randomBytes } from "node:crypto";
import type { Command } from "commander";
import { sentenceOf } from "@/lib/http/failures";
import { addUser } from "@/lib/users/add-user";
import { asSystem } from "@/lib/users/allow";
import { Role } from "@/lib/users/schema";
import { Refusal } from "../instance/refusal";

type Options = { email?: string; name?: string; role: string; password?: string; json?: boolean };

export function register(program: Command): void {
  const users = program.command("users").description("People who may sign in.");
  users
    .command("add [email]")
    .description("Adds a person; without --password a random one is made and printed once.")
    .option("--email <email>", "the address to sign in with")
    .option("--name <name>", "how the person is shown; the address's first part by default")
    .requiredOption("--role <role>", Role.options.join(", "))
    .option("--password <password>", "at least 10 characters")
    .option("--json", "print JSON")
    .action(add);
}

async function add(given: string | undefined, options: Options): Promise<void> {
  const email = (given ?? options.email ?? "").trim();
  if (!Role.options.includes(options.role as Role)) {
    throw new Refusal(`There is no role "${options.role}"; take one of ${Role.options.join(", ")}.`);
  }
  const password = options.password ?? randomBytes(12).toString("base64url");
  const user = { email, name: options.name ?? email.split("@")[0], role: options.role, password };
  const result = await addUser(asSystem("commandLine", "toile users add"), user);
  if (!result.ok) throw new Refusal(result.detail ?? sentenceOf[result.code]);
  if (options.json) console.log(JSON.stringify({ userId: result.value.userId, email, role: options.role, password }));
  else {
    console.log(`${email} may sign in as ${options.role}.`);
    if (!options.password) console.log(`Password (shown this once): ${password}`);
  }
}
