import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";

/** Every variable that Toile reads, with its default and the words that the README prints. */
export const VARIABLES = {
  TOILE_HOME: {
    schema: z.string().default(".toile"),
    fallback: ".toile",
    help: "Folder that holds everything of one instance: its database, photos, secrets and logs.",
  },
  TOILE_STORE: {
    schema: z.string().optional(),
    fallback: "TOILE_HOME/store",
    help: "Folder of the photos, named by their content; may be shared between machines.",
  },
  PORT: {
    schema: z.coerce.number().int().min(1).max(65_535).default(3000),
    fallback: "3000",
    help: "Port of the web server.",
  },
  HOST: {
    schema: z.string().default("127.0.0.1"),
    fallback: "127.0.0.1",
    help: "Address that the web server listens on. With any other than the default no demo users are made.",
  },
  DATABASE_URL: {
    schema: z
      .string()
      .regex(/^postgres(ql)?:\/\//, "must begin with postgresql://")
      .refine((url) => URL.canParse(url), "is not a complete address, as postgresql://user:password@host:5432/toile is")
      .optional(),
    fallback: "embedded Postgres",
    help: "A Postgres (15 or newer) of your own. Without it Toile starts an embedded one.",
  },
  DATABASE_POOL: {
    schema: z.coerce.number().int().min(1).max(200).default(10),
    fallback: "10",
    help: "Connections that each process, web or worker, may hold open.",
  },
  TOILE_BACKEND: {
    schema: z.enum(["auto", "native", "wasm"]).default("auto"),
    fallback: "auto",
    help: "Where the networks are trained: native (tfjs-node), wasm, or the best that loads.",
  },
  TOILE_HUB: {
    schema: z.url("must be an address such as https://huggingface.co").default("https://huggingface.co"),
    fallback: "https://huggingface.co",
    help: "Where encoders named hub:OWNER/NAME are loaded from: the hub, or a mirror of its layout.",
  },
  NEXTAUTH_SECRET: {
    schema: z.string().min(16, "must have at least 16 characters").optional(),
    fallback: "TOILE_HOME/secrets.json",
    help: "Key that signs the sessions. Made on the first start.",
  },
  NEXTAUTH_URL: {
    schema: z.url("must be an address such as https://toile.example.com").optional(),
    fallback: "http://HOST:PORT",
    help: "Address at which browsers reach Toile, when a proxy stands in front of it.",
  },
} as const;

type Name = keyof typeof VARIABLES;
const names = Object.keys(VARIABLES) as Name[];
// Object.fromEntries forgets which schema belongs to which name.
const shape = Object.fromEntries(names.map((name) => [name, VARIABLES[name].schema])) as {
  [N in Name]: (typeof VARIABLES)[N]["schema"];
};
const Variables = z.object(shape);

/** The variables after parsing. Folders are absolute, NEXTAUTH_URL has no slash at its end; NEXTAUTH_SECRET comes from
 *  TOILE_HOME when the variable is absent, and is undefined only before a first start has made one. */
export type Environment = Omit<z.infer<typeof Variables>, "TOILE_STORE" | "NEXTAUTH_URL"> & {
  TOILE_STORE: string;
  NEXTAUTH_URL: string;
};

/** Parses the variables; an empty one counts as absent, and relative folders are read from `root`.
 *  Throws an Error with one sentence for each wrong variable. */
export function parseEnv(source: Record<string, string | undefined>, root: string): Environment {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = Variables.safeParse(given);
  if (!parsed.success) {
    throw new Error(parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}.`).join("\n"));
  }
  const v = parsed.data;
  const home = resolve(root, v.TOILE_HOME);
  return {
    ...v,
    TOILE_HOME: home,
    TOILE_STORE: v.TOILE_STORE ? resolve(root, v.TOILE_STORE) : join(home, "store"),
    NEXTAUTH_SECRET: v.NEXTAUTH_SECRET ?? storedSecret(home),
    NEXTAUTH_URL: (v.NEXTAUTH_URL ?? localUrl(v.HOST, v.PORT)).replace(/\/+$/, ""),
  };
}

/** Where this machine reaches a server that listens on `host`: "every address" is none that one can go to. */
export function localUrl(host: string, port: number): string {
  const reached = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  return `http://${reached.includes(":") ? `[${reached}]` : reached}:${port}`;
}

const StoredSecrets = z.looseObject({ authSecret: z.string() });

function storedSecret(home: string): string | undefined {
  const file = join(home, "secrets.json");
  return existsSync(file) ? StoredSecrets.parse(JSON.parse(readFileSync(file, "utf8"))).authSecret : undefined;
}

let parsedOnce: Environment | undefined;

/** This process's environment, parsed on first use and never again. */
export function env(): Environment {
  parsedOnce ??= parseEnv(process.env, process.cwd());
  return parsedOnce;
}
