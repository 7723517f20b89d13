import { expect, it } from "vitest";
import { EncoderUnusable } from "@/ml/encoders/encoder";
import { preprocessingOf } from "@/ml/encoders/hub/image-processor";

const clip = {
  image_processor_type: "CLIPImageProcessor",
  do_center_crop: true,
  crop_size: { height: 224, width: 224 },
  size: { shortest_edge: 224 },
  resample: 3,
  rescale_factor: 0.00392156862745098,
  image_mean: [0.48145466, 0.4578275, 0.40821073],
  image_std: [0.26862954, 0.26130258, 0.27577711],
};
const siglip = { image_processor_type: "SiglipImageProcessor", size: { height: 224, width: 224 }, resample: 3 };

it("CLIP's shorter side is fitted and the middle cut out, with its own mean and deviation", () => {
  const found = preprocessingOf("house/clip", clip);
  expect(found).toMatchObject({
    size: [224, 224],
    resize: "cover",
    resizeShorter: 224,
    kernel: "cubic",
    channels: "RGB",
  });
  for (const c of [0, 1, 2]) {
    expect(found.mean[c]).toBeCloseTo(clip.image_mean[c]!, 12);
    expect(found.std[c]).toBeCloseTo(clip.image_std[c]!, 12);
  }
});

it("SigLIP's pictures are stretched to a square", () => {
  expect(preprocessingOf("house/siglip", siglip)).toMatchObject({
    size: [224, 224],
    resize: "fill",
    mean: [0.5, 0.5, 0.5],
  });
});

it("an old ViT names its square by one number, and a large ConvNext is stretched whole", () => {
  expect(preprocessingOf("house/vit", { size: 224 })).toMatchObject({
    size: [224, 224],
    resize: "fill",
    kernel: "linear",
  });
  const large = { image_processor_type: "ConvNextImageProcessor", size: { shortest_edge: 384 } };
  expect(preprocessingOf("house/convnext", large)).toMatchObject({ size: [384, 384], resize: "fill" });
});

it("another rescale, or none, is written into mean and deviation", () => {
  const wide = preprocessingOf("house/wide", {
    ...siglip,
    rescale_factor: 1 / 127.5,
    image_mean: [1, 1, 1],
    image_std: [1, 1, 1],
  });
  // x / 127.5 − 1 is (x / 255 − .5) / .5.
  expect(wide.mean[0]).toBeCloseTo(0.5, 12);
  expect(wide.std[0]).toBeCloseTo(0.5, 12);
  const raw = preprocessingOf("house/raw", { ...siglip, do_rescale: false, do_normalize: false });
  expect([raw.mean[0], 1 / raw.std[0]!]).toEqual([0, 255]);
});

it.each([
  [{ ...siglip, resample: 0 }, "filter 0"],
  [{ ...siglip, do_resize: false }, "does not resize"],
  [{ ...clip, size: { height: 200, width: 300 } }, "stretches its pictures and crops"],
  [{ size: "large" }, "preprocessor_config.json"],
])("what can't be done exactly is refused in words", (config, words) => {
  expect(() => preprocessingOf("house/other", config)).toThrow(EncoderUnusable);
  expect(() => preprocessingOf("house/other", config)).toThrow(words);
});
