import sharp from "sharp";
import { type Drawing, drawGarment } from "./draw";
import type { Look, View } from "./look";

/** Renders a drawing to a JPEG of 640 × 800. The ground goes in as a small picture that the renderer stretches: blurs cost by the pixel. */
export async function renderDrawing({ ground, garment, frame }: Drawing): Promise<Buffer> {
  const paper = await sharp(Buffer.from(ground)).removeAlpha().png({ compressionLevel: 1 }).toBuffer();
  const [width, height] = [frame.right - frame.left, frame.bottom - frame.top];
  const under = `<image x="${frame.left}" y="${frame.top}" width="${width}" height="${height}" href="data:image/png;base64,${paper.toString("base64")}"/>`;
  const start = garment.indexOf(">") + 1;
  const whole = garment.slice(0, start) + under + garment.slice(start);
  return sharp(Buffer.from(whole)).removeAlpha().jpeg({ quality: 82 }).toBuffer();
}

/** Draws and renders one photo. */
export function photograph(look: Look, view: View): Promise<Buffer> {
  return renderDrawing(drawGarment(look, view));
}
