import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CatalogueScreen } from "@/app/(studio)/catalogue/catalogue-screen";
import { CatalogueSkeleton } from "@/app/(studio)/catalogue/catalogue-skeleton";
import { NothingImported } from "@/app/(studio)/catalogue/empty";
import Forbidden from "@/app/(studio)/forbidden";
import { filtersOf } from "@/lib/catalogue/browse/rules";
import type { Amount, Browsed, ProductTile, TilePage } from "@/lib/catalogue/browse/schema";
import { network, onStage, router, setStage } from "./stage";

setStage();

const exact = (n: number): Amount => ({ n, as: "exact" });
const tile = (id: string, more: Partial<ProductTile> = {}): ProductTile => ({
  id,
  title: `Garment ${id}`,
  category: "Shirts",
  price: { amount: "19.90", currency: "EUR" },
  stock: 4,
  photo: { sha256: id.padEnd(64, "0"), width: 300, height: 400 },
  isFlagged: false,
  isCorrected: false,
  isDelisted: false,
  ...more,
});
const pageOf = (tiles: ProductTile[], more: Partial<TilePage> = {}): TilePage => ({
  tiles,
  previous: null,
  next: null,
  at: null,
  ...more,
});
const browsedOf = (page: TilePage, more: Partial<Browsed> = {}): Browsed => ({
  page,
  total: exact(page.tiles.length),
  corrected: null,
  facets: {
    tree: [
      { id: 1, level: 0, name: "Tops", parentId: null, amount: exact(9) },
      { id: 2, level: 1, name: "Shirts", parentId: 1, amount: exact(9) },
      { id: 3, level: 0, name: "Bottoms", parentId: null, amount: { n: 12_000, as: "about" } },
    ],
    facets: [
      {
        key: "a.colour",
        label: "Colour",
        values: Array.from({ length: 12 }, (_, i) => ({
          value: `Shade ${i}`,
          amount: exact(20 - i),
        })),
      },
    ],
    stock: { in: exact(7), out: exact(2) },
    states: { flagged: { n: 1_000, as: "more" }, corrected: exact(0), photoless: exact(1), delisted: exact(3) },
  },
  ...more,
});

let observers: ((entries: object[]) => void)[];
beforeEach(() => {
  observers = [];
  Element.prototype.scrollIntoView = vi.fn();
  class Watch {
    constructor(callback: (entries: object[]) => void) {
      observers.push(callback);
    }
    observe() {}
    disconnect() {}
  }
  vi.stubGlobal("IntersectionObserver", Watch);
});

const draw = (browsed: Browsed, query = "") =>
  onStage(<CatalogueScreen browsed={browsed} filters={filtersOf(new URLSearchParams(query))} density="comfortable" />);
const filters = () => within(screen.getByRole("complementary", { name: "Filters" }));
const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key });

describe("the catalogue's states", () => {
  it("empty: leads to the import, or says who can bring products in", () => {
    const { unmount } = onStage(<NothingImported mayImport />);
    expect(screen.getByRole("link", { name: "Import products" }).getAttribute("href")).toBe("/catalogue/import");
    unmount();
    onStage(<NothingImported mayImport={false} />);
    expect(screen.getByText(/A manager or an admin brings products in/)).toBeTruthy();
  });

  it("nothing under these filters: says so and leads back", () => {
    draw(browsedOf(pageOf([])), "q=zzzz");
    expect(screen.getByRole("heading", { name: "Nothing is called “zzzz”" })).toBeTruthy();
    expect(screen.getByRole("link", { name: "Show everything" }).getAttribute("href")).toBe("/catalogue");
  });

  it("loading: as many places as the first screen has", () => {
    onStage(<CatalogueSkeleton density="compact" />);
    expect(screen.getByRole("status", { name: "Loading the catalogue" })).toBeTruthy();
  });

  it("no permission: says who can grant it", () => {
    onStage(<Forbidden />);
    expect(screen.getByText("An admin of your house can change what you may open.")).toBeTruthy();
  });

  it("offline while scrolling on: keeps what is there and tries again", async () => {
    network({});
    draw(browsedOf(pageOf([tile("a")], { next: "g1.a" })));
    for (const near of observers) near([{ isIntersecting: true, target: document.createElement("div") }]);
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("What is on the page stays.");
    network({ "/api/catalogue/products": () => ({ json: pageOf([tile("b")]) }) });
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    await screen.findByRole("link", { name: /Garment b/ });
    expect(screen.getByRole("link", { name: /Garment a/ })).toBeTruthy();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("usual: each garment with its name, category and price, and in words what is out of the ordinary", () => {
    draw(browsedOf(pageOf([tile("a", { isFlagged: true, stock: 0 }), tile("b", { photo: null, isDelisted: true })])));
    const first = screen.getByRole("link", { name: /Garment a/ });
    expect(first.textContent).toBe("FlaggedSold outGarment aShirts€19.90");
    expect(first.getAttribute("href")).toBe("/catalogue/a");
    expect(screen.getByRole("link", { name: /Garment b/ }).textContent).toContain("No photoNo longer listed");
    expect(screen.getByText("2 garments")).toBeTruthy();
  });
});

describe("the address", () => {
  const rest = 250;
  /** The page of thumbnails of `link` rests in view. */
  const restsInView = (link: HTMLElement) => {
    const target = link.closest("[data-place]");
    for (const seen of observers) seen([{ isIntersecting: true, target }]);
    vi.advanceTimersByTime(rest + 1);
  };
  const drawDeep = () => {
    vi.useFakeTimers();
    history.replaceState(null, "", "/catalogue");
    draw(browsedOf({ ...pageOf([tile("a")]), at: "w1.a" }));
    return screen.getByRole("link", { name: /Garment a/ });
  };
  afterEach(() => void vi.useRealTimers());

  it("follows the thumbnails once they rest", () => {
    restsInView(drawDeep());
    expect(location.search).toBe("?after=w1.a");
  });

  it("says at once what was chosen, before the server has answered", () => {
    history.replaceState(null, "", "/catalogue?season=2024");
    draw(browsedOf(pageOf([tile("a")])), "season=2024");
    fireEvent.click(filters().getByRole("checkbox", { name: /In stock/ }));
    expect(location.pathname + location.search).toBe("/catalogue?season=2024&stock=in");
  });

  it("is left alone once somebody is on the way to a garment: the router would call the way off", () => {
    const link = drawDeep();
    link.addEventListener("click", (event) => event.preventDefault());
    fireEvent.click(link);
    restsInView(link);
    expect(location.search).toBe("");
  });
});

describe("the catalogue's filters", () => {
  it("tell an estimate and a bound from a count", () => {
    draw(browsedOf(pageOf([tile("a")]), { total: { n: 12_000, as: "about" } }));
    expect(screen.getByText("about 12,000 garments")).toBeTruthy();
    expect(filters().getByRole("button", { name: "Bottoms ~12,000" })).toBeTruthy();
    expect(filters().getByRole("checkbox", { name: "Flagged 1,000+" })).toBeTruthy();
  });

  it("go to an address of their own", () => {
    draw(browsedOf(pageOf([tile("a")])), "season=2024");
    fireEvent.click(filters().getByRole("checkbox", { name: /In stock/ }));
    expect(router.push).toHaveBeenLastCalledWith("/catalogue?season=2024&stock=in");
    fireEvent.click(filters().getByRole("checkbox", { name: /Shade 3/ }));
    expect(router.push).toHaveBeenLastCalledWith("/catalogue?a.colour=Shade+3&season=2024");
    fireEvent.click(filters().getByRole("button", { name: /Tops/ }));
    expect(router.push).toHaveBeenLastCalledWith("/catalogue?category=1&season=2024");
    fireEvent.click(screen.getByRole("button", { name: "Take off Season: 2024" }));
    expect(router.push).toHaveBeenLastCalledWith("/catalogue");
  });

  it("open the way down to the chosen category, and close it again", () => {
    draw(browsedOf(pageOf([tile("a")])), "category=2");
    fireEvent.click(filters().getByRole("button", { name: "Shirts 9" }));
    expect(router.push).toHaveBeenLastCalledWith("/catalogue?category=1");
  });

  it("show the fullest values and the chosen one, the rest on demand", () => {
    draw(browsedOf(pageOf([tile("a")])), "a.colour=Shade+10");
    const shown = () => filters().getAllByRole("checkbox", { name: /Shade/ }).length;
    expect(shown()).toBe(9);
    fireEvent.click(filters().getByRole("button", { name: "3 more of colour" }));
    expect(shown()).toBe(12);
  });

  it("say what was searched for instead of a typo", () => {
    draw(browsedOf(pageOf([tile("a")]), { corrected: "linen" }), "q=linnen");
    expect(screen.getByText("linen").closest("p")?.textContent).toBe("Nothing for “linnen”. These are for linen.");
  });
});

describe("the catalogue by keyboard", () => {
  it("searches by /, on Enter", () => {
    draw(browsedOf(pageOf([tile("a")])));
    press("/");
    const field = screen.getByRole("searchbox", { name: "Search the catalogue" });
    expect(document.activeElement).toBe(field);
    fireEvent.change(field, { target: { value: " red skirt " } });
    fireEvent.submit(screen.getByRole("search"));
    expect(router.push).toHaveBeenLastCalledWith("/catalogue?q=red+skirt");
  });

  it("moves among the thumbnails by arrows, one of them in the tab order", async () => {
    draw(browsedOf(pageOf([tile("a"), tile("b"), tile("c")])));
    const at = () => document.activeElement?.getAttribute("data-product");
    press("ArrowRight");
    expect(at()).toBe("a");
    press("ArrowRight");
    expect(at()).toBe("b");
    press("ArrowLeft");
    press("ArrowLeft");
    expect(at()).toBe("a");
    await waitFor(() => expect(document.querySelectorAll("[data-product][tabindex='0']")).toHaveLength(1));
  });

  it("changes the size of the photos and keeps the choice", () => {
    draw(browsedOf(pageOf([tile("a")])));
    press("d");
    expect(document.cookie).toContain("toile-density=compact");
    expect(screen.getByRole("button", { name: /Small photos/ }).getAttribute("aria-pressed")).toBe("true");
    press("d");
  });

  it("comes back to the garment that was opened", () => {
    const browsed = browsedOf(pageOf([tile("a"), tile("b")]));
    draw(browsed).unmount();
    sessionStorage.setItem("toile-catalogue-last", "tile-b");
    draw(browsed);
    expect(document.activeElement?.getAttribute("data-product")).toBe("b");
  });
});
