import { render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { ErrorRateNote } from "@/app/(studio)/_bench/error-rate-note";

const errorRate = { rate: 0.0312, low: 0.0219, high: 0.0431, looks: 412, effective: 412 };

describe("how much is misfiled", () => {
  it("is told with its interval and what it rests on", () => {
    render(<ErrorRateNote errorRate={errorRate} />);
    screen.getByText(
      "About 3.1 % of products not yet reviewed are misfiled (2.2–4.3 %), from 412 looks drawn at random.",
    );
  });

  it("is not told from a handful of looks", () => {
    render(<ErrorRateNote errorRate={{ ...errorRate, looks: 12 }} />);
    screen.getByText("12 of 30 looks drawn at random: too few yet to say how much is misfiled.");
  });

  it("is not there before the first look", () => {
    expect(render(<ErrorRateNote errorRate={null} />).container.innerHTML).toBe("");
  });
});
