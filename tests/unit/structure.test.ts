import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");

/** Features in order: each may import those before it. */
const features = [
  "audit",
  "jobs",
  "users",
  "tokens",
  "http",
  "catalogue",
  "assignments",
  "models",
  "flags",
  "recommend",
  "queue",
  "labels",
  "training",
  "encoders",
  "insights",
  "exports",
  "webhooks",
  "trail",
  "demo",
];
const mlFolders = [
  "runtime",
  "artifacts",
  "datasets",
  "evaluation",
  "encoders",
  "similarity",
  "siamese",
  "category",
  "label-errors",
  "acquisition",
  "outfits",
];
/** The closed vocabulary of a feature folder; verbs are the free names. */
const privateFiles = ["internal", "sql", "jobs"];

const bannedIn: Record<string, { pattern: RegExp; reason: string }[]> = {
  ml: [
    {
      pattern: /^@\/(lib|app|prisma|bin)\b/,
      reason: "ml is arithmetic on arrays: load rows in lib and pass typed arrays in",
    },
    { pattern: /^(next|react|@prisma|pg|pg-boss)(\/|$)/, reason: "ml knows no HTTP, screen or database" },
  ],
  lib: [
    { pattern: /^@\/(app|bin)\b/, reason: "imports point one way: app → lib → {prisma, ml}" },
    { pattern: /^react(\/|$)/, reason: "lib knows no component" },
  ],
  app: [
    { pattern: /^@\/(prisma|ml|bin)\b/, reason: "app speaks HTTP and draws; it asks lib" },
    {
      pattern: /^(@prisma|@tensorflow|pg|pg-boss|onnxruntime-node)(\/|$)/,
      reason: "app knows no database and no tensor",
    },
  ],
};

/** Files that break a rule for a reason. This list only shrinks. */
const exceptions = new Set<string>([]);

function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

/** Specifiers of a file's imports, relative ones as "@/…". */
function importsOf(file: string): { specifier: string; isTypeOnly: boolean }[] {
  const text = readFileSync(join(root, file), "utf8");
  const pattern =
    /(?:^|\n)\s*(import|export)\s+(type\s+)?(?:[^"';]*?\sfrom\s+)?["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)/g;
  return [...text.matchAll(pattern)].map((match) => {
    const raw = match[3] ?? match[4] ?? "";
    const specifier = raw.startsWith(".") ? `@/${relative(root, resolve(root, dirname(file), raw))}` : raw;
    return { specifier, isTypeOnly: Boolean(match[2]) };
  });
}

const breaches = (folder: string, judge: (file: string, specifier: string, isTypeOnly: boolean) => string | null) =>
  filesUnder(folder)
    .filter((file) => !exceptions.has(file))
    .flatMap((file) =>
      importsOf(file).flatMap(({ specifier, isTypeOnly }) => {
        const reason = judge(file, specifier, isTypeOnly);
        return reason ? [`${file} imports ${specifier}: ${reason}`] : [];
      }),
    );

const isClient = (file: string) => /^\s*["']use client["']/.test(readFileSync(join(root, file), "utf8"));

describe("the structure of the house", () => {
  for (const [folder, bans] of Object.entries(bannedIn)) {
    it(`${folder} imports only what lies below it`, () => {
      expect(
        breaches(folder, (_, specifier) => bans.find((ban) => ban.pattern.test(specifier))?.reason ?? null),
      ).toEqual([]);
    });
  }

  it("a feature imports only features listed above it", () => {
    const found = breaches("lib", (file, specifier) => {
      const own = features.indexOf(file.split("/")[1] ?? "");
      const other = features.indexOf(/^@\/lib\/([^/]+)\//.exec(specifier)?.[1] ?? "");
      return own >= 0 && other > own ? `${features[own]} comes before ${features[other]}` : null;
    });
    expect(found).toEqual([]);
  });

  it("every folder of lib and ml is on the list", () => {
    const folders = (where: string) =>
      readdirSync(join(root, where)).filter((name) => statSync(join(root, where, name)).isDirectory());
    expect(folders("lib").filter((name) => !features.includes(name))).toEqual([]);
    expect(folders("ml").filter((name) => !mlFolders.includes(name))).toEqual([]);
  });

  it("an ml folder imports only ml folders listed above it", () => {
    const found = breaches("ml", (file, specifier) => {
      const own = mlFolders.indexOf(file.split("/")[1] ?? "");
      const other = mlFolders.indexOf(/^@\/ml\/([^/]+)\//.exec(specifier)?.[1] ?? "");
      return own >= 0 && other > own ? `${mlFolders[own]} comes before ${mlFolders[other]}` : null;
    });
    expect(found).toEqual([]);
  });

  it("nobody imports another feature's private files", () => {
    const found = breaches("lib", (file, specifier) => {
      const [, feature, name] = /^@\/lib\/([^/]+)\/(.+)$/.exec(specifier) ?? [];
      const isPrivate = privateFiles.includes(name?.split("/").at(-1) ?? "");
      const isGathering = file === "lib/jobs/registry.ts" || feature === "jobs";
      return isPrivate && feature !== file.split("/")[1] && !isGathering ? "private to its feature" : null;
    });
    expect(found).toEqual([]);
  });

  it("components in the browser take only schemas and rules from lib", () => {
    const found = breaches("app", (file, specifier, isTypeOnly) => {
      if (!isClient(file) || isTypeOnly || !specifier.startsWith("@/lib/")) return null;
      return /\/(schema|rules|failures|result)$/.test(specifier) ? null : "would pull server code into the browser";
    });
    expect(found).toEqual([]);
  });

  it("the generated client is imported by lib and the tests alone", () => {
    const outside = ["app", "ml", "bin"].flatMap((folder) =>
      breaches(folder, (_, specifier) => (specifier.startsWith("@/prisma/generated") ? "ask lib instead" : null)),
    );
    expect(outside).toEqual([]);
  });

  it("no drawer for odds and ends", () => {
    const found = ["app", "lib", "ml"]
      .flatMap(filesUnder)
      .filter((file) => /(^|\/)(utils?|common|services|core|helpers)(\/|\.tsx?$)|\/index\.tsx?$/.test(file));
    expect(found).toEqual([]);
  });
});
