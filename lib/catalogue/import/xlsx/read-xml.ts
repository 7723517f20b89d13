import type { Readable } from "node:stream";
import { SaxesParser, type SaxesTagPlain } from "saxes";

export type XmlHandler = {
  onOpen?: (name: string, attributes: Record<string, string>) => void;
  onClose?: (name: string) => void;
  onText?: (text: string) => void;
};

/** A part of the workbook that can't be read; the message is a sentence. */
export class WorkbookUnreadable extends Error {
  override readonly name = "WorkbookUnreadable";
}

/** No cell is longer; a text that never ends would only fill the memory. */
const longestSilence = 32 * 1024 * 1024;

/** Feeds a part of a workbook to the handler, piece by piece; yields after each, so that what it gathered can be passed
 *  on. Names come without their prefix. Throws WorkbookUnreadable on broken XML. */
export async function* readXml(stream: Readable, { onOpen, onClose, onText }: XmlHandler): AsyncGenerator<void> {
  const parser = new SaxesParser();
  let fault: Error | null = null;
  let silent = 0;
  parser.on("error", (error) => {
    fault ??= error;
  });
  parser.on("opentag", ({ name, attributes }: SaxesTagPlain) => {
    silent = 0;
    onOpen?.(local(name), attributes);
  });
  parser.on("closetag", ({ name }) => onClose?.(local(name)));
  parser.on("text", (text) => onText?.(text));
  parser.on("cdata", (text) => onText?.(text));
  stream.setEncoding("utf8");
  try {
    for await (const piece of stream as AsyncIterable<string>) {
      silent += piece.length;
      parser.write(piece);
      if (fault || silent > longestSilence) break;
      yield;
    }
  } catch (error) {
    throw new WorkbookUnreadable(`The workbook is damaged: ${(error as Error).message}.`);
  } finally {
    stream.destroy();
  }
  if (silent > longestSilence) throw new WorkbookUnreadable("A cell of the workbook is longer than 32 MB.");
  if (fault) throw new WorkbookUnreadable(`The workbook is damaged: ${(fault as Error).message}.`);
}

const local = (name: string) => name.slice(name.indexOf(":") + 1);
