import { describe, expect, it } from "vitest";
import {
  filtersOf,
  hasFilters,
  isWorthProbing,
  largeByProbe,
  marksFor,
  noFilters,
  paramsOf,
  placeText,
  readPlace,
  roundEstimate,
  termOf,
  toggleState,
  toggleValue,
  tsqueryOf,
  wordsOf,
} from "@/lib/catalogue/browse/rules";

describe("an address of the catalogue", () => {
  it("says the filters, and the filters say the address", () => {
    const address = "q=red&category=3&a.colour=Caf%C3%A9&a.colour=Red&a.fabric=a%2Cb&season=2024&stock=in&is=flagged";
    expect(paramsOf(filtersOf(new URLSearchParams(address))).toString()).toBe(address);
  });

  it("is one for equal filters, in whatever order they were chosen", () => {
    const one = toggleValue(toggleValue(noFilters, "a.colour", "Red"), "a.colour", "Blue");
    const other = toggleValue(toggleValue(noFilters, "a.colour", "Blue"), "a.colour", "Red");
    expect(paramsOf(one).toString()).toBe(paramsOf(other).toString());
  });

  it("is bare again once everything is taken off", () => {
    const chosen = toggleState(toggleValue(noFilters, "season", "2024"), "corrected");
    expect(hasFilters(chosen)).toBe(true);
    expect(toggleState(toggleValue(chosen, "season", "2024"), "corrected")).toEqual(noFilters);
  });

  it("holds at most fifty values of a facet and two hundred letters", () => {
    const params = new URLSearchParams({ q: "x".repeat(500) });
    for (let i = 0; i < 80; i++) params.append("season", String(i));
    const { words, seasons } = filtersOf(params);
    expect([words.length, seasons.length]).toEqual([200, 50]);
  });

  it.each(["category=0", "category=1.5", "category=99999999999", "category=x", "stock=x", "is=x"])(
    "ignores %s",
    (text) => {
      expect(filtersOf(new URLSearchParams(text))).toEqual(noFilters);
    },
  );
});

describe("what is typed", () => {
  it("is read in lower case, without accents and signs", () => {
    expect(wordsOf("  Pantalón-CREMÈ, 57032579-56 ")).toEqual(["pantalon", "creme", "57032579", "56"]);
  });

  it("asks for every word by its beginning, and for a single letter as it is", () => {
    const sought = (stem: string) => ({ stem, lexemes: null });
    expect(tsqueryOf([sought("dress"), sought("x")])).toBe("'dress':* & 'x'");
  });
});

it("whole words stand for a beginning where they are known, and nothing is found by a beginning that no word has", () => {
  const words = [
    { stem: "dress", lexemes: ["dress", "dresses"] },
    { stem: "nowhere", lexemes: [] },
    { stem: "silk", lexemes: ["silk"] },
  ];
  expect(tsqueryOf(words)).toBe("('dress' | 'dresses') & 'nowhere' & 'silk'");
});

it("one word alone is looked at under a few marks first, and is large only where these leave no doubt", () => {
  const filters = (query: string) => filtersOf(new URLSearchParams(query));
  const probed = ["q=dress", "q=red+dress", "q=dress&stock=in", ""].filter((query) => isWorthProbing(filters(query)));
  expect(probed).toEqual(["q=dress"]);
  // Of 10,000 products the four of 128 marks hold 312.
  expect(largeByProbe(320)).toBeNull();
  expect(largeByProbe(400)).toBe(100);
});

it("a place in the list survives any product number", () => {
  for (const id of ["1", "w1.2", "a b/ç\n."]) {
    const place = { walks: true, tier: 2, id };
    expect(readPlace(placeText(place))).toEqual(place);
  }
  for (const text of [undefined, "", "1.a", "w3.a", "w1."]) expect(readPlace(text)).toBeNull();
});

it("terms are cut by letters, not by halves of them", () => {
  expect(termOf.season("👗".repeat(300))).toBe(`s:${"👗".repeat(200)}`);
});

it("a sample holds about 1,500, at least one part and at most all of them", () => {
  expect(marksFor(5_000)).toEqual(["~0"]);
  expect(marksFor(100)).toHaveLength(15);
  expect(marksFor(0)).toHaveLength(128);
});

it("an estimate keeps two figures", () => {
  expect([4, 57, 1_234, 289_700].map(roundEstimate)).toEqual([4, 57, 1_200, 290_000]);
});
