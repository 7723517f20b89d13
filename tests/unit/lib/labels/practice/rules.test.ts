import { describe, expect, it } from "vitest";
import { beginnerLabels, isOffered } from "@/lib/labels/practice/rules";

const beginner = { done: 0, of: 20, isFinished: false, hasBegun: false, labels: 0 };

describe("practice", () => {
  it("is offered to who is new here, and to who left it half-way", () => {
    expect(isOffered(beginner)).toBe(true);
    expect(isOffered({ ...beginner, hasBegun: true, done: 7, labels: 900 })).toBe(true);
  });

  it("is not offered to old hands, to who has finished, or where there is nothing to practise", () => {
    expect(isOffered({ ...beginner, labels: beginnerLabels })).toBe(false);
    expect(isOffered({ ...beginner, hasBegun: true, isFinished: true, done: 19 })).toBe(false);
    expect(isOffered({ ...beginner, of: 0 })).toBe(false);
  });
});
