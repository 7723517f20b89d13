import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { ago, counted, decimal, duration } from "@/app/_ui/figures";
import { Markdown } from "@/app/_ui/markdown";
import { perTenMinutes } from "@/app/(studio)/_bench/status-line";
import { matRatio, opticalScales } from "@/app/(studio)/_garments/optical-size";
import { orderCategories } from "@/app/(studio)/review/order-categories";

afterEach(cleanup);
const now = Date.parse("2026-03-01T12:00:00Z");

describe("figures in words", () => {
  it("say how long ago in a colleague's words", () => {
    expect(ago("2026-03-01T11:59:40Z", now)).toBe("just now");
    expect(ago("2026-03-01T11:56:00Z", now)).toBe("4 min ago");
    expect(ago("2026-03-01T11:59:00Z", now)).toBe("1 min ago");
    expect(ago("2026-03-01T09:20:00Z", now)).toBe("3 h ago");
    expect(ago("2026-02-26T12:00:00Z", now)).toBe("3 days ago");
  });

  it("carry their unit and drop a needless nought", () => {
    expect([duration(8), duration(250), duration(5_400), duration(7_200)]).toEqual([
      "8 s",
      "4 min",
      "1 h 30 min",
      "2 h",
    ]);
    expect([decimal(0.643), decimal(-0.05), decimal(1)]).toEqual([".64", "-.05", "1.00"]);
    expect([counted(1, "pair"), counted(1240, "pair")]).toEqual(["1 pair", "1,240 pairs"]);
  });

  it("count answers in spans of ten minutes, the latest last", () => {
    const minutes = (n: number) => now - n * 60_000;
    expect(perTenMinutes([minutes(1), minutes(2), minutes(15), minutes(500)], now)).toEqual([
      ...new Array(10).fill(0),
      1,
      2,
    ]);
  });
});

describe("the optical size", () => {
  it("leaves photos of one ratio as they are", () => {
    expect(opticalScales({ width: 300, height: 400 }, { width: 600, height: 800 })).toEqual([1, 1]);
  });

  it("brings a tall photo near to the size of a wide one", () => {
    const [tall, wide] = [
      { width: 300, height: 600 },
      { width: 600, height: 400 },
    ];
    const mat = matRatio([tall, wide]);
    const area = ({ width, height }: typeof tall, scale: number) =>
      Math.min(width / height / mat, mat / (width / height)) * scale ** 2;
    const [a, b] = opticalScales(tall, wide);
    expect(area(wide, b) / area(tall, a)).toBeLessThanOrEqual(1.21);
    expect(a).toBe(1);
  });
});

describe("the category picker", () => {
  const category = (id: number, name: string, products: number) => ({
    id,
    level: 1,
    name,
    parentId: null,
    isTarget: true,
    products,
  });
  const all = [category(1, "Dresses", 50), category(2, "Address books", 90), category(3, "Dressing gowns", 5)];

  it("puts those chosen lately first, then names that begin with what was typed", () => {
    expect(orderCategories(all, "dress", [3]).map(({ id }) => id)).toEqual([3, 1, 2]);
    expect(orderCategories(all, "", []).map(({ id }) => id)).toEqual([2, 1, 3]);
  });
});

describe("the style guide", () => {
  it("shows headings, lists and emphasis, and never lets markup through", () => {
    const text =
      "## Colour\nAt most **three** colours,\nin *one* look.\n\n- warm\n- cool\n\n<img src=x onerror=alert(1)>";
    const { container } = render(<Markdown text={text} />);
    expect(screen.getByRole("heading", { name: "Colour" })).toBeTruthy();
    expect(screen.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual(["warm", "cool"]);
    expect(container.querySelector("strong")?.textContent).toBe("three");
    expect(container.querySelector("p")?.textContent).toBe("At most three colours, in one look.");
    expect(container.querySelector("img")).toBeNull();
  });

  it("shows pictures of a line side by side with their captions, where they may be shown", () => {
    const text = "A pair:\n\n![black coat](photo:1) ![navy skirt](photo:2)\n\n![elsewhere](https://x.example/a.png)";
    const { container } = render(
      <Markdown text={text} pictureUrl={(ref) => (ref.startsWith("photo:") ? `/photos/${ref.slice(6)}` : null)} />,
    );
    expect([...container.querySelectorAll("img")].map((img) => [img.getAttribute("src"), img.alt])).toEqual([
      ["/photos/1", "black coat"],
      ["/photos/2", "navy skirt"],
    ]);
    expect(screen.getByText("elsewhere")).toBeTruthy();
    expect(screen.getByText("A pair:")).toBeTruthy();
  });
});
