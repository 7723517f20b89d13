const longestSide = 1_280;
const quality = 0.9;

/** What of a video is on the screen now, as a JPEG: its middle, in the screen's own shape. null when it shows nothing yet. */
export function frameOf(video: HTMLVideoElement): Promise<Blob | null> {
  const { videoWidth, videoHeight, clientWidth, clientHeight } = video;
  if (videoWidth === 0 || clientWidth === 0) return Promise.resolve(null);
  const scale = Math.max(clientWidth / videoWidth, clientHeight / videoHeight);
  return asJpeg(video, videoWidth, videoHeight, [clientWidth / scale, clientHeight / scale]);
}

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

/** The last two: the part in the middle that is wanted. */
function asJpeg(
  source: CanvasImageSource,
  fullWidth: number,
  fullHeight: number,
  [width, height]: [number, number] = [fullWidth, fullHeight],
): Promise<Blob | null> {
  const scale = Math.min(1, longestSide / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext("2d");
  if (!context) return Promise.resolve(null);
  // JPEG has no transparency: what is clear is a studio's white, not black.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  const [left, top] = [(fullWidth - width) / 2, (fullHeight - height) / 2];
  context.drawImage(source, left, top, width, height, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
}
