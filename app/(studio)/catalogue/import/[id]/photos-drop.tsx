"use client";
import { useState } from "react";
import { counted } from "@/app/_ui/figures";
import { Notice } from "@/app/_ui/notice";
import type { ImportCard } from "@/lib/catalogue/import-jobs/schema";
import { DropZone } from "../drop-zone";
import { ShareBar } from "../share-bar";
import { type DroppedFile, upload } from "../upload";

const atOnce = 4;
type Sent = { photos: number; notes: string[] };

/** The photos of a table: zips, or a folder as it is. */
export function PhotosDrop({ card, onSent }: { card: ImportCard; onSent: () => void }) {
  const [share, setShare] = useState<number | null>(null);
  const [sent, setSent] = useState<Sent | null>(null);
  const [failures, setFailures] = useState<string[]>([]);
  const send = async (files: DroppedFile[]) => {
    const photos = files.filter(({ name }) => !/(^|\/)\./.test(name));
    const total = photos.reduce((sum, { file }) => sum + file.size, 0);
    const found: Sent = { photos: 0, notes: [] };
    const faults: string[] = [];
    const shares = new Map<string, number>();
    setShare(0);
    const queue = [...photos];
    const lane = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const { name, file } = next;
        const query = new URLSearchParams({ name });
        const answer = await upload<Sent>(`/api/imports/${card.id}/photos?${query}`, file, (part) => {
          shares.set(name, part * file.size);
          setShare([...shares.values()].reduce((sum, one) => sum + one, 0) / Math.max(1, total));
        });
        if (answer.ok) {
          found.photos += answer.value.photos;
          found.notes.push(...answer.value.notes);
        } else faults.push(`${name}: ${answer.sentence}`);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, lane));
    setShare(null);
    setSent(found);
    setFailures(faults);
    onSent();
  };
  const { files, archives } = card.photos;
  const there = [archives > 0 && counted(archives, "zip"), files > 0 && counted(files, "photo")].filter(Boolean);
  return (
    <section aria-label="Photos" className="mt-10">
      <h2 className="text-lead font-semibold">Photos</h2>
      <div className="mt-3">
        <DropZone
          label="Choose photos or a zip"
          folderButton="Choose a folder"
          accept=".zip,image/*"
          isSmall
          isBusy={share !== null}
          onFiles={send}
        >
          {share === null ? (
            "Drop a zip, or a folder of photos. Where a column holds addresses, they are fetched while it is brought in."
          ) : (
            <ShareBar label="How much is sent" share={share} />
          )}
        </DropZone>
      </div>
      <p role="status" className="mt-2 text-small text-ink-soft">
        {sent
          ? `${counted(sent.photos, "photo is", "photos are")} there.`
          : there.length > 0 && `There already: ${there.join(", ")}.`}
      </p>
      {sent && sent.notes.length > 0 && <Faults title="Left out of the zip" lines={sent.notes} />}
      {failures.length > 0 && (
        <Notice>
          <Faults title="Not kept" lines={failures} />
        </Notice>
      )}
    </section>
  );
}

const shownFaults = 10;

const Faults = ({ title, lines }: { title: string; lines: string[] }) => (
  <div className="text-small">
    <p className="font-medium">{title}</p>
    <ul className="mt-1 space-y-0.5 break-words">
      {lines.slice(0, shownFaults).map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
    {lines.length > shownFaults && <p>And {lines.length - shownFaults} more.</p>}
  </div>
);
