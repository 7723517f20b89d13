const placeholder = /\{([^{}|]+)(?:\|(lower|upper|capitalise))?\}/g;

/** The names between braces, each once. */
export const placeholdersOf = (template: string): string[] => [
  ...new Set([...template.matchAll(placeholder)].map((match) => match[1]!.trim())),
];

/** Fills a template such as "{colour|capitalise} {type|lower}". An empty value leaves no double space behind. */
export function fillTemplate(template: string, textOf: (name: string) => string): string {
  const filled = template.replace(placeholder, (_, name: string, change?: string) => {
    const value = textOf(name.trim());
    if (change === "lower") return value.toLowerCase();
    if (change === "upper") return value.toUpperCase();
    return change === "capitalise" ? value.charAt(0).toUpperCase() + value.slice(1).toLowerCase() : value;
  });
  return filled.replace(/\s+/g, " ").trim();
}
