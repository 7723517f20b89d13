import { fail, ok, type Result } from "../../result";
import { isKnownEncoding, unknownEncoding } from "../import/line-decoder";
import { checkMapping } from "../import/read-mapping";
import type { ImportKind, ImportSettings } from "./schema";

/** Whether the settings say all that a file of this kind needs. "invalid": with a sentence. */
export function checkSettings(kind: ImportKind, settings: Partial<ImportSettings>): Result<null, "invalid"> {
  const lack = lackOf(kind, settings);
  if (lack) return fail("invalid", lack);
  if (settings.encoding && !isKnownEncoding(settings.encoding))
    return fail("invalid", unknownEncoding(settings.encoding));
  if (!settings.mapping) return ok(null);
  const mapping = checkMapping(settings.mapping);
  return mapping.ok ? ok(null) : mapping;
}

function lackOf(kind: ImportKind, { mapping, source, isWhole }: Partial<ImportSettings>): string | null {
  if (kind === "catalogue" && !mapping) return "Say which column is what first.";
  if (kind === "catalogue" && isWhole && !source) return "Name the feed that the file is the whole of.";
  if (kind !== "catalogue" && kind !== "stock" && !source) return "Name where these come from.";
  return null;
}

/** What somebody said of a file, with what was found out of it where they said nothing. */
export const withDetected = (
  given: Partial<ImportSettings>,
  found: { delimiter?: string; encoding?: string },
): ImportSettings => {
  const { mapping } = given;
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return {
    isWhole: false,
    ...found,
    ...said,
    ...(mapping
      ? {
          mapping: {
            ...mapping,
            ...(found.delimiter ? { delimiter: mapping.delimiter ?? found.delimiter } : {}),
            ...(found.encoding ? { encoding: mapping.encoding ?? found.encoding } : {}),
          },
        }
      : {}),
  };
};
