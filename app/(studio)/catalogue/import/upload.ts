import type { Answer } from "@/app/_client/api";

type ErrorBody = { error?: { code?: string; message?: string; detail?: string } };

/** Sends a file as it is, and says how far it is, 0..1: fetch() does not tell that of an upload. */
export function upload<T>(path: string, file: Blob, onShare: (share: number) => void): Promise<Answer<T>> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => onShare(total > 0 ? loaded / total : 0);
    request.onerror = () => resolve({ ok: false, code: "offline", sentence: lost });
    request.onload = () => {
      if (request.status === 200) return resolve({ ok: true, value: request.response as T });
      const { error } = (request.response ?? {}) as ErrorBody;
      const sentence = [error?.message, error?.detail].filter(Boolean).join(" ") || lost;
      resolve({ ok: false, code: "invalid", sentence });
    };
    request.send(file);
  });
}

const lost = "The connection was lost before the file was there; nothing of it was kept. Drop it again.";

export type DroppedFile = { name: string; file: File };

/** What was dropped: files, and every file of dropped folders with its way there. */
export async function filesOf(transfer: DataTransfer): Promise<DroppedFile[]> {
  // The list of items is gone once this function has waited for anything.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter((entry) => !!entry);
  if (entries.length === 0) return chosenFiles(transfer.files);
  return (await Promise.all(entries.map((entry) => filesBelow(entry, "")))).flat();
}

/** What a file field holds; of a folder each file with its way there. */
export const chosenFiles = (list: FileList | null): DroppedFile[] =>
  [...(list ?? [])].map((file) => ({ name: file.webkitRelativePath || file.name, file }));

async function filesBelow(entry: FileSystemEntry, way: string): Promise<DroppedFile[]> {
  const name = way + entry.name;
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return [{ name, file }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: DroppedFile[] = [];
  for (;;) {
    // A folder answers a hundred files at a time.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return found;
    for (const one of some) found.push(...(await filesBelow(one, `${name}/`)));
  }
}
