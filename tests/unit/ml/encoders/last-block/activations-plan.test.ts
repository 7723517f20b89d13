import { expect, it } from "vitest";
import { bytesOf, fittingPlan, MOST_BYTES, rowOfView } from "@/ml/encoders/last-block/activations-plan";

const resnet = { views: 1, drawn: 3, numbers: 7 * 7 * 2048 };

it("activations that would take more than 4 GB are of fewer views first, then of fewer photos", () => {
  expect(fittingPlan({ ...resnet, photos: 4_000 })).toEqual({ ...resnet, photos: 4_000 });
  expect(fittingPlan({ ...resnet, photos: 8_000 })).toEqual({ ...resnet, photos: 8_000, drawn: 1 });
  const many = fittingPlan({ ...resnet, photos: 300_000 });
  expect(many).toEqual({ ...resnet, photos: 19_929, drawn: 0 });
  expect(bytesOf(many)).toBeLessThanOrEqual(MOST_BYTES);
  expect(bytesOf({ ...many, photos: many.photos + 1 })).toBeGreaterThan(MOST_BYTES);
});

it("every view of every photo has a row of its own", () => {
  const plan = { photos: 3, views: 2, drawn: 2, numbers: 1 };
  const rows = [0, 1, 2].flatMap((photo) =>
    [0, 1].flatMap((view) => [0, 1, 2].map((at) => rowOfView(plan, photo, view, at))),
  );
  expect(rows).toEqual(Array.from({ length: 18 }, (_, row) => row));
});
