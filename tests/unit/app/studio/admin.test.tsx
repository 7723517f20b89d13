import { fireEvent, screen, within } from "@testing-library/react";
import { useState } from "react";
import { describe, expect, it } from "vitest";
import { AskedAbout } from "@/app/(studio)/_bench/asked-about";
import { NoMore } from "@/app/(studio)/pairs/no-more";
import { AssignedList } from "@/app/(studio)/people/assignment/assigned-list";
import { inTreeOrder } from "@/app/(studio)/people/assignment/in-tree-order";
import { TickList, withTick } from "@/app/(studio)/people/assignment/tick-list";
import { PersonItem } from "@/app/(studio)/people/person-item";
import { PersonTokens } from "@/app/(studio)/people/person-tokens";
import { AuditList } from "@/app/(studio)/settings/audit/audit-list";
import { differences } from "@/app/(studio)/settings/audit/audit-words";
import type { TrailEntry } from "@/lib/trail/schema";
import type { PersonRow } from "@/lib/users/schema";
import { onStage, setStage } from "./stage";

setStage();

const person: PersonRow = {
  id: "ana",
  name: "Ana Pons",
  email: "ana@house.test",
  role: "stylist",
  state: "active",
  isDemo: false,
  groups: ["Knitwear"],
  answers: 1_240,
  lastAnswerAt: "2026-11-25T10:00:00.000Z",
  invitedUntil: null,
  tokens: 0,
};
const now = Date.parse("2026-11-25T10:05:00.000Z");
const show = (change: Partial<PersonRow>) =>
  onStage(
    <ul>
      <PersonItem person={{ ...person, ...change }} isOwn={false} now={now} onOpen={() => {}} />
    </ul>,
  );

describe("a person in the list", () => {
  it("shows what they did, in which groups", () => {
    show({});
    expect(screen.getByText(/1,240 answers/)).toBeTruthy();
    expect(screen.getByText("Knitwear")).toBeTruthy();
  });

  it("says whether an invitation still holds", () => {
    show({ state: "invited", invitedUntil: "2026-12-01T00:00:00.000Z" });
    expect(screen.getByText("Invited, no password yet")).toBeTruthy();
  });

  it("has no address any more once the name is gone", () => {
    show({ state: "pseudonymised", name: "person-0123456789" });
    expect(screen.queryByText("ana@house.test")).toBeNull();
    expect(screen.getByText("Name and address are gone")).toBeTruthy();
  });
});

describe("a person's API tokens", () => {
  it("are said beside a new password, with the way to stop them", () => {
    let asked = 0;
    onStage(<PersonTokens tokens={2} isBusy={false} onRevoke={() => asked++} />);
    expect(screen.getByText(/2 API tokens work.*does not stop them/)).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Revoke all" }));
    expect(asked).toBe(1);
  });

  it("need nothing where there are none", () => {
    onStage(<PersonTokens tokens={0} isBusy={false} onRevoke={() => {}} />);
    expect(screen.queryByRole("button")).toBeNull();
  });
});

const entry: TrailEntry = {
  id: "e1",
  at: "2026-11-25T09:30:00.000Z",
  who: { kind: "user", id: "mara", name: "Mara Lindt" },
  action: "user.role-changed",
  subject: "User",
  subjectId: "ana",
  subjectName: "Ana Pons",
  before: { role: "stylist" },
  after: { role: "reviewer" },
};

describe("the audit trail", () => {
  it("tells who did what to whom, and from what to what", () => {
    onStage(<AuditList entries={[entry]} timeZone="UTC" isFiltered={false} />);
    const item = screen.getAllByRole("listitem")[0]!;
    expect(item.textContent).toContain("Mara Lindt changed the role of Ana Pons");
    expect(within(item).getByText(/role:/).textContent).toBe("role: stylist → reviewer");
  });

  it("cuts its days, and tells the time, on the house's clock", () => {
    onStage(
      <AuditList entries={[{ ...entry, at: "2026-03-10T20:15:00Z" }]} timeZone="Asia/Kolkata" isFiltered={false} />,
    );
    expect(screen.getByRole("heading").textContent).toBe("11 March 2026");
    expect(screen.getByText("01:45")).toBeTruthy();
  });

  it("shows an action without words of its own by its name, and says when a job did it", () => {
    const job = { ...entry, action: "weather.changed", who: { kind: "job" as const, id: null, name: "train" } };
    onStage(<AuditList entries={[job]} timeZone="UTC" isFiltered={false} />);
    expect(screen.getByText("(background job)", { exact: false })).toBeTruthy();
    expect(screen.getByText(/weather\.changed/)).toBeTruthy();
  });

  it("tells nothing found from nothing there", () => {
    onStage(<AuditList entries={[]} timeZone="UTC" isFiltered />);
    expect(screen.getByRole("status").textContent).toBe("Nothing was changed like that.");
  });

  it("names only what differs, and cuts what is long", () => {
    expect(differences({ a: 1, b: [1, 2] }, { a: 1, b: [1, 2, 3] })).toEqual([
      { key: "b", before: "1, 2", after: "1, 2, 3" },
    ]);
    expect(differences(null, { text: "x".repeat(500) })[0]!.after!.length).toBeLessThan(200);
    expect(differences("warm", "cold")).toEqual([{ key: "value", before: "warm", after: "cold" }]);
  });
});

const many = Array.from({ length: 20 }, (_, i) => ({ id: String(i), name: `Category ${i}` }));

function Ticks() {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set(["3"]));
  const tick = (id: string, isOn: boolean) => setTicked(withTick(ticked, id, isOn));
  return <TickList label="Categories" items={many} ticked={ticked} onTick={tick} />;
}

describe("assignment", () => {
  it("says what each is asked about and how much of it is open", () => {
    onStage(
      <AssignedList
        assigned={[
          {
            assignee: { groupId: "g" },
            name: "Accessories team",
            people: 2,
            scope: {
              categories: [
                { id: 1, name: "Bags" },
                { id: 2, name: "Shoes" },
              ],
              seasons: ["Spring"],
            },
            open: { pairs: 418, flags: 1 },
          },
        ]}
        onOpen={() => {}}
      />,
    );
    expect(screen.getByText("Bags, Shoes and the collection Spring")).toBeTruthy();
    expect(screen.getByText("418 pairs, 1 flag open")).toBeTruthy();
  });

  it("finds a category in a long list, and keeps what is ticked in sight", () => {
    onStage(<Ticks />);
    fireEvent.change(screen.getByRole("searchbox"), { target: { value: "category 17" } });
    expect(screen.getAllByRole("checkbox")).toHaveLength(2);
    fireEvent.click(screen.getByLabelText("Category 17"));
    fireEvent.click(screen.getByLabelText("Category 3"));
    fireEvent.change(screen.getByRole("searchbox"), { target: { value: "nothing" } });
    expect(screen.getAllByRole<HTMLInputElement>("checkbox").map(({ checked }) => checked)).toEqual([true]);
  });

  it("tells a person whose queue is empty what they are asked about", () => {
    onStage(
      <AskedAbout value={["Bags", "Shoes"]}>
        <NoMore what="pair" isWaiting={false} onRetry={() => {}} />
      </AskedAbout>,
    );
    expect(screen.getByText(/You are asked about Bags and Shoes and nothing else/)).toBeTruthy();
  });

  it("a tree reads from each root down, siblings by name; whoever lost its parent is a root", () => {
    const node = (id: number, name: string, parentId: number | null) => ({ id, name, parentId });
    const order = inTreeOrder([
      node(1, "Tops", null),
      node(2, "Shirts", 1),
      node(3, "Blouses", 1),
      node(4, "Bags", 99),
    ]);
    expect(order.map(({ name, depth }) => `${depth} ${name}`)).toEqual(["0 Bags", "0 Tops", "1 Blouses", "1 Shirts"]);
  });
});
