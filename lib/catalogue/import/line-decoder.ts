import { isUtf8 } from "node:buffer";
import { Transform, type TransformCallback } from "node:stream";
import iconv from "iconv-lite";

/** A line longer than this is no row of a catalogue; reading on would only fill the memory. */
export const maxLineBytes = 16 * 1024 * 1024;

/** A file that cannot be read any further; the message is a sentence, `line` where it stopped. */
export class FileUnreadable extends Error {
  override readonly name = "FileUnreadable";
  constructor(
    message: string,
    readonly line: number,
  ) {
    super(message);
  }
}

/** Turns a file's bytes into text. UTF-8 is checked line by line: those that are not are passed on with their bytes
 *  replaced, and noted in `badLines`, so that the good rows can go in. A line that is too long is passed on empty and
 *  noted in `longLines`. A byte order mark decides over `encoding`. */
export class LineDecoder extends Transform {
  readonly badLines = new Set<number>();
  readonly longLines: number[] = [];
  #isSkipping = false;
  #line = 1;
  /** The line that has no end yet, in pieces: joining them for each new one would take forever on a long line. */
  #rest: Buffer[] = [];
  #restBytes = 0;
  #decoder: { write(bytes: Buffer): string; end(): string | undefined } | null = null;
  #held = "";
  #begun = false;

  constructor(readonly encoding: string) {
    super({ readableObjectMode: false });
    this.setEncoding("utf8");
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    if (!this.#begun) this.#begin(chunk);
    if (this.#decoder) this.#pushDecoded(this.#decoder.write(chunk));
    else this.#takeUtf8(chunk);
    done();
  }

  override _flush(done: TransformCallback): void {
    if (this.#decoder) this.push(toFeeds(this.#held + (this.#decoder.end() ?? "")));
    else if (this.#restBytes > 0) this.#pushLines(Buffer.concat(this.#rest));
    done();
  }

  #begin(first: Buffer): void {
    this.#begun = true;
    const mark = first.subarray(0, 2).toString("hex");
    const isUtf16 = mark === "fffe" || mark === "feff";
    if (isUtf16 || !/^utf-?8$/i.test(this.encoding)) {
      this.#decoder = iconv.getDecoder(isUtf16 ? "utf-16" : this.encoding);
    }
  }

  /** A carriage return at the end waits: the feed that belongs to it may come with the next piece. */
  #pushDecoded(text: string): void {
    const whole = this.#held + text;
    this.#held = whole.endsWith("\r") ? "\r" : "";
    this.push(toFeeds(this.#held ? whole.slice(0, -1) : whole));
  }

  #takeUtf8(given: Buffer): void {
    const chunk = this.#isSkipping ? this.#afterLongLine(given) : given;
    // A line feed is never part of a longer character, so whole lines can be decoded on their own.
    const end = chunk.lastIndexOf(0x0a) + 1;
    if (end > 0) {
      this.#pushLines(Buffer.concat([...this.#rest, chunk.subarray(0, end)]));
      this.#keep([]);
    }
    this.#keep([...this.#rest, chunk.subarray(end)]);
    if (this.#restBytes <= maxLineBytes) return;
    this.#keep([]);
    this.longLines.push(this.#line);
    this.#isSkipping = true;
  }

  #keep(pieces: Buffer[]): void {
    this.#rest = pieces;
    this.#restBytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
  }

  /** What follows a line that is too long; its end stays, so that lines are counted on. */
  #afterLongLine(chunk: Buffer): Buffer {
    const feed = chunk.indexOf(0x0a);
    if (feed < 0) return chunk.subarray(chunk.length);
    this.#isSkipping = false;
    return chunk.subarray(feed);
  }

  #pushLines(bytes: Buffer): void {
    const areAllGood = isUtf8(bytes);
    for (let from = 0; from < bytes.length; ) {
      const feed = bytes.indexOf(0x0a, from);
      const to = feed < 0 ? bytes.length : feed + 1;
      if (!areAllGood && !isUtf8(bytes.subarray(from, to))) this.badLines.add(this.#line);
      if (feed >= 0) this.#line++;
      from = to;
    }
    this.push(toFeeds(bytes.toString("utf8")));
  }
}

/** One kind of line end: csv-parse counts a quoted CRLF as two lines. */
const toFeeds = (text: string) => (text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text);

export const isKnownEncoding = (encoding: string) => iconv.encodingExists(encoding);
export const unknownEncoding = (encoding: string) =>
  `The encoding "${encoding}" is not known. Try utf-8 or windows-1252.`;
