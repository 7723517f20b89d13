const longestSide = 1_280;
const quality = 0.9;

/** What a video shows now, as a JPEG. null when it shows nothing yet. */
export const frameOf = (video: HTMLVideoElement): Promise<Blob | null> =>
  video.videoWidth > 0 ? asJpeg(video, video.videoWidth, video.videoHeight) : Promise.resolve(null);

/** A chosen photo, no larger than it is looked at and without what its file says of place and time; the file itself where
 *  this browser can't draw it, for the server may. */
export async function smallCopy(file: Blob): Promise<Blob> {
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
    try {
      return (await asJpeg(bitmap, bitmap.width, bitmap.height)) ?? file;
    } finally {
      bitmap.close();
    }
  } catch {
    return file;
  }
}

function asJpeg(source: CanvasImageSource, width: number, height: number): Promise<Blob | null> {
  const scale = Math.min(1, longestSide / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext("2d");
  if (!context) return Promise.resolve(null);
  // JPEG has no transparency: what is clear is a studio's white, not black.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
}
