import type { EncoderSource } from "@/ml/encoders/source";
import { db } from "../db";
import { handles } from "../jobs/registry";
import { asSystem } from "../users/allow";
import { embedCatalogue } from "./embed-catalogue";

/** The worker's part of the catalogue: embeds what the live encoder, or the one named, has not seen. Where none is live yet
 *  the built-in one comes to serve, unless somebody chose another meanwhile. */
export const embedJobs = [
  handles("embed", async ({ encoderId }, { signal }) => {
    const encoder = encoderId
      ? await db().encoder.findUnique({ where: { id: encoderId } })
      : (await db().liveEncoder.findUnique({ where: { id: 1 }, include: { encoder: true } }))?.encoder;
    if (encoderId && !encoder) return;
    const result = await embedCatalogue(
      asSystem("job", "embed"),
      // Whoever changes the encoder meanwhile must not find it changed back.
      encoder
        ? { source: encoder.source as EncoderSource, isHeldBack: true, encoderId: encoder.id }
        : { source: "builtin", isHeldBack: "if-another-serves" },
      { signal },
    );
    // The job's reason is what an admin reads: the file of a "dir:" encoder may have been moved.
    if (!result.ok) throw new Error(result.detail);
  }),
];
