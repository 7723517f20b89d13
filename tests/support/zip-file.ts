import { crc32, deflateRawSync } from "node:zlib";

type Entry = { name: string; bytes?: Buffer; isLink?: boolean; says?: number };

/** A zip of these files as bytes. `says`: the size that its list claims, whatever is true. */
export function zipOf(entries: Entry[]): Buffer {
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes = Buffer.alloc(0), isLink, says = bytes.length } of entries) {
    const data = deflateRawSync(bytes);
    const fileName = Buffer.from(name);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(0x0800, 2);
    shared.writeUInt16LE(8, 4);
    shared.writeUInt32LE(crc32(bytes), 10);
    shared.writeUInt32LE(data.length, 14);
    shared.writeUInt32LE(says, 18);
    shared.writeUInt16LE(fileName.length, 22);
    const own = Buffer.concat([Buffer.from("PK\x03\x04"), shared, fileName, data]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(((isLink ? 0o120777 : 0o100644) << 16) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    list.push(Buffer.concat([Buffer.from("PK\x01\x02"), Buffer.from([20, 3]), shared, rest, fileName]));
    parts.push(own);
    offset += own.length;
  }
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, directory, Buffer.from("PK\x05\x06"), end]);
}
