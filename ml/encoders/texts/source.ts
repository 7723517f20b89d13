/** How an encoder of descriptions is named: the one that comes with Toile, a model's folder or a hub's model, or a file of
 *  word vectors. */
export type TextSource = "builtin" | `hub:${string}` | `dir:${string}` | `vectors:${string}`;

export const TEXT_SOURCE_HELP = "builtin, hub:OWNER/NAME, dir:FOLDER or vectors:FILE";

/** The text as a source, or null when it names none. */
export function asTextSource(text: string): TextSource | null {
  if (text === "builtin") return text;
  return /^(hub|dir|vectors):./.test(text) ? (text as TextSource) : null;
}

/** The path on the server that a source names; null for those that name none. */
export const pathOfSource = (source: string): string | null => /^(?:dir|vectors):(.+)$/.exec(source)?.[1] ?? null;
