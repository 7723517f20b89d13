import { Markdown } from "@/app/_ui/markdown";
import { photoUrl } from "@/lib/catalogue/schema";
import { photoScheme } from "@/lib/labels/guide/schema";

const sha = /^[0-9a-f]{64}$/;

/** Pictures come from the catalogue alone: a guide loads nothing from elsewhere. */
function pictureUrl(reference: string): string | null {
  const sha256 = reference.startsWith(photoScheme) ? reference.slice(photoScheme.length) : "";
  return sha.test(sha256) ? photoUrl(sha256, "thumb") : null;
}

/** A guide's text with its pictures, as it is read. */
export const GuideText = ({ markdown }: { markdown: string }) => <Markdown text={markdown} pictureUrl={pictureUrl} />;
