import { fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { JobScreen } from "@/app/(studio)/catalogue/import/[id]/job-screen";
import { draftOf, lackOf, mappingOf, withRole } from "@/app/(studio)/catalogue/import/[id]/mapping-draft";
import { verdictOf } from "@/app/(studio)/catalogue/import/[id]/plan-words";
import { ImportScreen } from "@/app/(studio)/catalogue/import/import-screen";
import type { ImportCard, ImportPlan, TableSample } from "@/lib/catalogue/import-jobs/schema";
import { CatalogueMapping } from "@/lib/catalogue/schema";
import { onStage, setStage } from "./stage";

setStage();

const columns: TableSample["columns"] = [
  { name: "sku", values: ["1-RED", "2-BLUE"] },
  { name: "family", values: ["Dresses"] },
  { name: "type", values: ["Midi dress"] },
  { name: "colour", values: ["RED", "BLUE|WHITE"] },
  { name: "photo", values: ["2019_1.jpg"] },
];
const mapping = CatalogueMapping.parse({
  id: "sku",
  group: { column: "sku", pattern: "^(.*)-" },
  season: { column: "photo", pattern: "^(\\d{4})" },
  title: "{colour|capitalise} {type|lower}",
  images: [{ column: "photo" }],
  taxonomy: [
    { column: "family", label: "Family", target: true },
    { column: "type", label: "Type" },
  ],
  attributes: [{ column: "colour", name: "colour", label: "Colour", separator: "|" }],
});
const sample: TableSample = { delimiter: ",", encoding: "utf-8", sheet: null, sheets: [], columns, proposed: mapping };
const plan: ImportPlan = {
  ...{
    rows: 10,
    added: 2,
    changed: 1,
    unchanged: 6,
    refused: 1,
    delisted: 3,
    missingPhotos: 4,
    addresses: 0,
    notes: [],
  },
  fields: [{ field: "Price", products: 1 }],
  samples: {
    added: [{ id: "n", title: "New coat", photo: null }],
    changed: [
      { id: "c", title: "Old coat", photo: null, changes: [{ field: "Price", before: "1.00", after: "2.00" }] },
    ],
    refused: [{ kind: "row", line: 7, column: "price", reason: '"free" is no price.' }],
    delisted: [{ id: "g", title: "Gone coat", photo: null }],
  },
};
const card: ImportCard = {
  ...{
    id: "j1",
    way: "sent",
    kind: "catalogue",
    fileName: "spring.csv",
    format: "csv",
    bytes: 1_234_567,
    status: "draft",
  },
  ...{
    settings: { isWhole: false },
    plan: null,
    progress: null,
    isBegun: false,
    doneRows: 0,
    outcome: null,
    reason: null,
    by: "Mara",
  },
  ...{ createdAt: "2026-11-25T22:00:00Z", finishedAt: null, photos: { files: 0, archives: 0 }, twinOf: null },
};
const draw = (part: Partial<ImportCard>, of: TableSample | null = sample) =>
  onStage(<JobScreen card={{ ...card, ...part }} sample={of && { ok: true, value: of }} mappings={[]} />);

describe("a mapping made by hand", () => {
  it("gives back the mapping that it began with, patterns and separators too", () => {
    const made = mappingOf(draftOf(mapping, columns), columns, {});
    expect(made).toEqual(mapping);
  });

  it("gives a role of which there is one to one column alone", () => {
    const draft = withRole(draftOf(mapping, columns), "type", "target");
    expect(draft.roles).toMatchObject({ family: "level", type: "target" });
    expect(withRole(draft, "colour", "id").roles).toMatchObject({ sku: "nothing", colour: "id" });
  });

  it("says what is missing", () => {
    const draft = draftOf(null, columns);
    expect(lackOf(draft)).toBe("No column is the product id yet.");
    const named = withRole(draft, "sku", "id");
    expect(lackOf(named)).toBe("No column is the category to learn yet.");
    expect(lackOf(withRole(named, "family", "target"))).toContain("Give a title");
    expect(lackOf({ ...withRole(named, "family", "target"), title: "{type}" })).toBeNull();
  });
});

describe("the dry run's sentence", () => {
  it("says what would come, change, go and be refused", () => {
    expect(verdictOf("catalogue", plan)).toBe(
      "2 new products, 1 changed, 3 taken off the list. 6 stay as they are. 1 row is refused; the rest goes in.",
    );
    const nothing = { ...plan, added: 0, changed: 0, delisted: 0, refused: 0 };
    expect(verdictOf("catalogue", nothing)).toBe("Nothing would change: all of it is in the catalogue already.");
    expect(verdictOf("outfits", { ...nothing, added: 1, unchanged: 0 })).toBe("1 new outfit. No row is refused.");
  });
});

describe("the import's states", () => {
  it("empty: the drop and what a file may hold", () => {
    onStage(<ImportScreen imports={[]} now={0} />);
    expect(screen.getAllByRole("radio")).toHaveLength(5);
    expect(screen.getByRole("button", { name: "Choose a file" })).toBeTruthy();
    expect(screen.queryByText("Earlier imports")).toBeNull();
  });

  it("dropped: each column beside its values, and a reason while it can't go on", () => {
    draw({});
    expect(screen.getByText("1-RED · 2-BLUE")).toBeTruthy();
    expect(screen.getByText("Give the feed a name.")).toBeTruthy();
    fireEvent.change(screen.getByLabelText("Name of this feed"), { target: { value: "Mango" } });
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "See what would change" }).disabled).toBe(false);
  });

  it("of ten thousand columns shows a hundred, and finds the others", () => {
    const many = Array.from({ length: 10_000 }, (_, i) => ({ name: `c${i}`, values: [] }));
    draw({}, { ...sample, columns: many, proposed: null });
    const list = within(screen.getByRole("region", { name: "Columns" }));
    expect(list.getAllByRole("listitem")).toHaveLength(100);
    fireEvent.change(list.getByRole("searchbox"), { target: { value: "c9999" } });
    expect(list.getAllByRole("listitem")).toHaveLength(1);
  });

  it("a file that can't be read: why, in a sentence", () => {
    const sample = { ok: false, code: "invalid", detail: "The file is no XLSX workbook." } as const;
    onStage(<JobScreen card={card} sample={sample} mappings={[]} />);
    expect(screen.getByRole("alert").textContent).toContain("no XLSX workbook");
  });

  it("running: how far, and a way to stop", () => {
    const source = globalThis.EventSource;
    globalThis.EventSource = class {
      close() {}
    } as never;
    draw({ status: "applying", progress: { rows: 1_200, share: 0.4 } });
    expect(screen.getByText("1,200 rows · 40 %")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Stop" })).toBeTruthy();
    globalThis.EventSource = source;
  });

  it("looked at: what is new, changes, is refused and goes, with samples", () => {
    draw({ status: "checked", plan });
    const seen = screen.getByRole("region", { name: "What would change" }).textContent;
    for (const words of [
      "New coat",
      "Price: 1.00 → 2.00",
      "Gone coat",
      '"free" is no price.',
      "4 photos are named but not dropped",
    ])
      expect(seen).toContain(words);
    expect(screen.getByRole("link", { name: "All refused rows as CSV" }).getAttribute("href")).toBe(
      "/api/imports/j1/refused",
    );
    expect(screen.getByRole("button", { name: "Bring it in" })).toBeTruthy();
  });

  it("stopped half-way: what stands, and a way to go on", () => {
    draw({ status: "failed", reason: "The server's disk is full.", isBegun: true, doneRows: 4_000 });
    expect(screen.getByRole("alert").textContent).toContain("disk is full");
    expect(screen.getByText(/stopped after 4,000 rows/)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Go on with it" })).toBeTruthy();
  });

  it("done: what came of it", () => {
    const outcome = {
      ...{ rows: 10, added: 2, changed: 1, unchanged: 6, refused: 1 },
      delisted: 3,
      delivered: 1,
      contested: 2,
      brokenPhotos: 0,
    };
    draw({ status: "finished", outcome }, null);
    expect(screen.getByText("1 correction has arrived at the source.")).toBeTruthy();
    expect(screen.getByText(/2 corrected values differ/)).toBeTruthy();
    expect(screen.getByRole("link", { name: "Open the catalogue" })).toBeTruthy();
  });
});
