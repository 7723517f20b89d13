import { createHash } from "node:crypto";

/** A description without the blanks around it, or null where nothing is left. SQL trims the same signs. */
export const plainText = (text: string | null): string | null => text?.replace(/^[ \t\n\r]+|[ \t\n\r]+$/g, "") || null;

/** What a text's vector is kept under. */
export const textHash = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Whether a catalogue has so many other texts than were counted that rarity means something else by now. */
export const hasOutgrown = (counted: number, now: number): boolean => now > 2 * counted || 2 * now < counted;
