import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { NamedFiguresLine } from "@/app/(studio)/_frame/named-figures-line";
import { QualityScreen } from "@/app/(studio)/overview/quality/quality-screen";
import { forecastSentence } from "@/app/(studio)/overview/return/forecast-words";
import { ReturnScreen } from "@/app/(studio)/overview/return/return-screen";
import { FiguresScreen } from "@/app/(studio)/pairs/figures/figures-screen";
import { csvOf as qualityCsv } from "@/app/api/overview/quality/csv";
import { csvOf as returnCsv } from "@/app/api/overview/return/csv";
import type { Quality } from "@/lib/insights/quality/schema";
import type { Curve, Return } from "@/lib/insights/return/schema";
import { network, onStage, setStage } from "./stage";

setStage();

const figure = (value: number, n = 212) => ({ value, lower: value - 0.05, upper: value + 0.04, n });
const nothing = { withOthers: null, withConsensus: null, withOneself: null, withGold: null };
const now = Date.parse("2026-03-11T10:30:00Z");
const empty: Quality = {
  countedUntil: "2026-03-11T10:29:50Z",
  alpha: null,
  pairwise: null,
  selfConsistency: null,
  gold: null,
  disagreements: 0,
  categories: [],
  reasons: [],
  weeks: [],
  weights: null,
  named: { isOn: false, since: null },
  people: null,
};
const full: Quality = {
  ...empty,
  alpha: figure(0.61),
  pairwise: figure(0.84),
  disagreements: 3,
  categories: [{ names: ["Shirts", "Skirts"], differing: figure(0.4, 30) }],
  reasons: [{ reason: "colour", differing: figure(0.3, 41) }],
  weeks: [{ week: "2026-03-02", agreement: figure(0.8, 12), selfConsistency: null, fits: figure(0.3, 40) }],
  weights: { people: 5, least: 0.7, most: 1.2 },
};

describe("the quality page", () => {
  it("says what is missing before anything was checked", () => {
    onStage(<QualityScreen quality={empty} maySwitch={false} now={now} />);
    expect(screen.getAllByText("needs second opinions")).toHaveLength(2);
    expect(screen.getByText(/Nothing stands out yet/)).toBeTruthy();
    expect(screen.getByText(/All answers weigh the same in training/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Show names" })).toBeNull();
  });

  it("gives every figure its interval and names nobody", () => {
    onStage(<QualityScreen quality={full} maySwitch={false} now={now} />);
    expect(screen.getByText("79 % to 88 %, 212 pairs")).toBeTruthy();
    expect(screen.getByText("Shirts with Skirts")).toBeTruthy();
    expect(screen.getByText(/between .70 and 1.20 of the house's usual, over 5 people/)).toBeTruthy();
    expect(screen.getByText(/Figures by name are off/)).toBeTruthy();
    expect(screen.queryByRole("table", { name: /Checked answers by person/ })).toBeNull();
  });

  it("has a file under each of its tables", () => {
    onStage(<QualityScreen quality={full} maySwitch={false} now={now} />);
    for (const [name, table] of [
      ["Agreement by week", "weeks"],
      ["Disagreement by pair of categories", "categories"],
      ["Disagreement by reason", "reasons"],
    ])
      expect(screen.getByRole("link", { name: `${name} as CSV` }).getAttribute("href")).toBe(
        `/api/overview/quality?table=${table}`,
      );
    const [head, row] = qualityCsv(full, "weeks").split("\n");
    expect(head).toBe(
      "week,same_opinion,same_opinion_lower,same_opinion_upper,same_opinion_n,same_as_first_time,same_as_first_time_lower,same_as_first_time_upper,same_as_first_time_n,fits_of_random_pairs,fits_of_random_pairs_lower,fits_of_random_pairs_upper,fits_of_random_pairs_n",
    );
    expect(row).toBe("2026-03-02,0.8,0.75,0.84,12,,,,,0.3,0.25,0.34,40");
    expect(qualityCsv(full, "categories").split("\n")[1]).toBe("Shirts,Skirts,0.4,0.35,0.44,30");
    expect(qualityCsv(full, "people").trim().split("\n")).toHaveLength(1);
  });

  it("says when nobody counts", () => {
    onStage(<QualityScreen quality={{ ...full, countedUntil: null }} maySwitch={false} now={now} />);
    expect(screen.getByRole("alert").textContent).toMatch(/Nothing is lost: start a worker/);
  });

  it("shows an admin what everybody will be told before names are shown", async () => {
    const calls = network({ "/api/insights/named-figures": () => ({ json: { isOn: true } }) });
    onStage(<QualityScreen quality={full} maySwitch now={now} />);
    fireEvent.click(screen.getByRole("button", { name: "Show names" }));
    expect(screen.getByText("Everybody is told that managers see their figures by name from now on.")).toBeTruthy();
    expect(calls).toHaveLength(0);
    fireEvent.click(screen.getByRole("button", { name: "Show names and tell everybody" }));
    await waitFor(() => expect(calls).toHaveLength(1));
    expect(calls[0]).toMatchObject({ body: { isOn: true } });
  });

  it("lists people in the order of names once an admin has turned that on", () => {
    const people = ["Ana", "Ben"].map((name) => ({
      ...nothing,
      userId: name,
      name,
      weight: 1,
      withGold: figure(0.9, 10),
    }));
    onStage(
      <QualityScreen quality={{ ...full, named: { isOn: true, since: null }, people }} maySwitch={false} now={now} />,
    );
    const rows = within(screen.getByRole("table", { name: /Checked answers by person/ })).getAllByRole("row");
    expect(rows.slice(1).map((row) => row.textContent?.slice(0, 3))).toEqual(["Ana", "Ben"]);
  });
});

describe("one's own figures", () => {
  it("stand beside everybody's, with who else sees them", () => {
    const own = { ...nothing, withConsensus: figure(0.8, 40) };
    const figures = { own, house: nothing, weight: 1, categories: [], named: { isOn: true, since: null } };
    onStage(<FiguresScreen figures={figures} />);
    const row = screen.getByText("With the consensus").closest("div")!;
    expect(row.textContent).toContain("80 % (75 to 84), n 40");
    expect(row.textContent).toContain("Everybody: not known yet");
    expect(screen.getByText(/Managers see these figures, and how many answers you give/)).toBeTruthy();
  });

  it("news of names is told on every screen, and nothing when there is none", () => {
    const { container } = onStage(<NamedFiguresLine news={null} />);
    expect(container.textContent).toBe("");
    onStage(<NamedFiguresLine news={{ isOn: true, at: "2026-03-02T10:00:00Z" }} />);
    expect(screen.getByRole("status").textContent).toContain("Managers now see by name");
  });
});

const curve: Curve = {
  measuredOn: "judged",
  points: [{ version: 1, labels: 900, quality: figure(0.7), isChampion: true }],
  fitted: [],
  ceiling: 0.8,
  target: 0.76,
  forecast: { labels: 5_200, lower: 3_000, upper: null, chanceNever: 0.12 },
  labelsNow: 900,
};
const none: Return = {
  curve: { ...curve, points: [], forecast: null, ceiling: null },
  slices: [],
  errorRate: null,
  weeks: [],
  fixes: { byHand: 0, byRule: 0, takenBack: 0 },
  countedUntil: "2026-03-11T10:29:50Z",
};

describe("the return page", () => {
  it("has a file under each of its tables", () => {
    const slice = { head: "compatibility", slice: "ranked", telling: figure(0.2, 90), bits: null } as const;
    const weeks = [{ week: "2026-03-02", errorRate: null, fixes: 3, fixesSoFar: 9 }];
    const found: Return = { ...none, curve, slices: [slice], weeks };
    onStage(<ReturnScreen found={found} now={now} />);
    for (const [name, table] of [
      ["Quality by number of labels", "versions"],
      ["What answers told", "slices"],
      ["Error rate and corrections by week", "weeks"],
    ])
      expect(screen.getByRole("link", { name: `${name} as CSV` }).getAttribute("href")).toBe(
        `/api/overview/return?table=${table}`,
      );
    expect(returnCsv(found, "versions").split("\n")[1]).toBe("1,yes,900,judged,0.7,0.65,0.74,212");
    expect(returnCsv(found, "slices").split("\n")[1]).toBe("pairs,ranked,0.2,0.15,0.24,90,,,,");
    expect(returnCsv(found, "weeks").split("\n")[1]).toBe("2026-03-02,,,,,3,9");
  });

  it("says what is missing in a workspace without versions", () => {
    onStage(<ReturnScreen found={none} now={now} />);
    expect(screen.getByText(/No version has been measured yet/)).toBeTruthy();
    expect(screen.getByText(/No answer has met an estimate yet/)).toBeTruthy();
    expect(screen.getByText(/No random look and no correction yet/)).toBeTruthy();
    expect(screen.queryByText(/Nobody counts/)).toBeNull();
  });

  it("says when nobody counts", () => {
    onStage(<ReturnScreen found={{ ...none, countedUntil: null }} now={now} />);
    expect(screen.getByText(/Nobody counts at the moment/)).toBeTruthy();
  });

  it("tells a forecast with its doubt, and what it can't tell", () => {
    expect(forecastSentence(curve)).toBe(
      ".76 takes about 5,200 judged pairs in all (3,000 to more than can be told): 4,300 more than now. With a chance of 12 % it is never reached.",
    );
    const never = { labels: null, lower: null, upper: null, chanceNever: 1 };
    expect(forecastSentence({ ...curve, forecast: never })).toContain("out of reach");
    expect(forecastSentence({ ...curve, forecast: null })).toContain("No forecast yet");
    expect(forecastSentence({ ...curve, target: 0.6 })).toContain("is reached");
  });
});
