import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { addressOf, viewOf } from "@/app/(studio)/catalogue/[id]/similar/address";
import { SimilarFilters } from "@/app/(studio)/catalogue/[id]/similar/similar-filters";
import { SimilarGroups } from "@/app/(studio)/catalogue/[id]/similar/similar-groups";
import { SpaceSwitch } from "@/app/(studio)/catalogue/[id]/similar/space-switch";
import type { BrowseFacets } from "@/lib/catalogue/browse/schema";
import type { ProductCard, ProductRecord } from "@/lib/catalogue/schema";

afterEach(cleanup);
const own = 7;
const view = (address: string) => viewOf(new URLSearchParams(address), own);

describe("the address of what is similar", () => {
  it("means looks in the garment's own category until it says otherwise", () => {
    expect(view("")).toMatchObject({ space: "looksAlike", priceFrom: null, filters: { categoryId: own, stock: null } });
    expect(view("category=all").filters.categoryId).toBeNull();
    expect(addressOf(view(""), own)).toBe("?");
  });

  it.each(["?a.colour=red&stock=in&category=all&space=sameGarment&from=10&to=49.5", "?category=3", "?to=0"])(
    "comes back from what it says: %s",
    (address) => {
      expect(addressOf(view(address), own)).toBe(address);
    },
  );

  it("leaves out what it does not understand", () => {
    expect(view("space=elsewhere&from=-3&to=cheap&stock=maybe")).toEqual(view(""));
  });
});

const card = (id: string, stock: number | null) =>
  ({
    id,
    title: `Garment ${id}`,
    stock,
    price: null,
    category: null,
    attributes: [],
    photos: [],
  }) as unknown as ProductCard;
const record = { ...card("own", 0), photos: [{ sha256: "a", width: 1, height: 1 }] } as unknown as ProductRecord;
const similar = (stocks: (number | null)[], isReplaced: boolean) => {
  const alike = stocks.map((stock, place) => ({ product: card(`${place}`, stock), score: 1 }));
  return { alike, replacement: isReplaced ? alike[0]! : null, space: "looksAlike" as const, encoder: "builtin" };
};

describe("what is similar", () => {
  it("shows what is in stock apart and first, for a garment that is sold out", () => {
    render(<SimilarGroups record={record} similar={similar([4, 0, null], true)} onClear={() => {}} />);
    const headings = screen.getAllByRole("heading").map(({ textContent }) => textContent);
    expect(headings).toEqual(["In stock, instead of it", "Alike, and not in stock"]);
    expect(screen.getAllByRole("link").map((link) => link.getAttribute("href"))).toEqual([
      "/catalogue/0",
      "/catalogue/1",
      "/catalogue/2",
    ]);
    expect(screen.getByText("4 in stock")).toBeTruthy();
  });

  it("says when nothing meets the filters, with a way out", () => {
    const clear = vi.fn();
    render(<SimilarGroups record={record} similar={similar([], false)} onClear={clear} />);
    fireEvent.click(screen.getByRole("button", { name: "Take the filters off" }));
    expect(clear).toHaveBeenCalledOnce();
  });

  it("is asked anew with each choice, and with a price when it is left", () => {
    const change = vi.fn();
    const amount = { n: 1, as: "exact" as const };
    const facets = {
      tree: [{ id: 3, level: 0, name: "Skirts", parentId: null, amount }],
      facets: [{ key: "a.colour", label: "Colour", values: [{ value: "red", amount }] }],
    } as unknown as BrowseFacets;
    render(<SimilarFilters view={view("")} facets={facets} onChange={change} />);
    fireEvent.change(screen.getByLabelText("Colour"), { target: { value: "red" } });
    expect(change.mock.lastCall?.[0].filters.attributes).toEqual({ colour: ["red"] });
    fireEvent.change(screen.getByLabelText("Category"), { target: { value: "" } });
    expect(change.mock.lastCall?.[0].filters.categoryId).toBeNull();
    fireEvent.change(screen.getByLabelText("Price to"), { target: { value: "49,5" } });
    expect(change).toHaveBeenCalledTimes(2);
    fireEvent.blur(screen.getByLabelText("Price to"));
    expect(change.mock.lastCall?.[0].priceTo).toBe(49.5);
  });

  it("owns up when the catalogue could not teach what the same garment is", () => {
    render(<SpaceSwitch space="sameGarment" asked="looksAlike" onChange={() => {}} />);
    expect(screen.getByText(/Too few models come in several colours/)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Same garment" }).getAttribute("aria-pressed")).toBe("true");
  });
});
