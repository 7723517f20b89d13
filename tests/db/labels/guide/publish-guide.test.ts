import { expect, it } from "vitest";
import { db } from "@/lib/db";
import { guideOf } from "@/lib/labels/data";
import { guideHistory } from "@/lib/labels/guide/data";
import { publishGuide } from "@/lib/labels/guide/publish-guide";
import { NewGuide } from "@/lib/labels/guide/schema";
import { allow } from "@/lib/users/allow";
import { makeAllowed, makePhoto, makeProduct, makeUser } from "@/tests/support/factories";

const manager = () => makeAllowed("manager", "oversee");
const guide = (basedOn: number, markdown = `Text ${basedOn}`, head: NewGuide["head"] = "compatibility"): NewGuide => ({
  head,
  title: "How this house dresses",
  markdown,
  basedOn,
});

it("each version is kept, the newest is in force, and the trail names both", async () => {
  const by = await manager();
  expect(await publishGuide(by, guide(0))).toMatchObject({ ok: true, value: { number: 1 } });
  expect(await publishGuide(by, guide(1))).toMatchObject({ ok: true, value: { number: 2 } });
  expect(await guideOf("compatibility")).toMatchObject({ number: 2, markdown: "Text 1" });
  expect(await guideHistory(by, "compatibility")).toMatchObject([
    { number: 2, by: by.name },
    { number: 1, markdown: "Text 0" },
  ]);
  const rows = await db().auditEntry.findMany({ where: { action: "guide.published" }, orderBy: { at: "asc" } });
  expect(rows).toMatchObject([
    { subjectId: "compatibility 1", before: null, after: { number: 1 } },
    { subjectId: "compatibility 2", before: { number: 1 }, after: { number: 2 } },
  ]);
});

it("the text in force published again changes nothing", async () => {
  const by = await manager();
  const current = (await guideOf("compatibility"))!;
  const again = await publishGuide(by, { ...guide(current.number), markdown: current.markdown });
  expect(again).toMatchObject({ ok: true, value: { number: current.number } });
});

it("nobody's newer version is written over unseen, at once or later", async () => {
  const current = (await guideOf("compatibility"))!.number;
  const answers = await Promise.all(
    ["one", "other"].map(async (text) => publishGuide(await manager(), guide(current, text))),
  );
  expect(answers.map((answer) => (answer.ok ? "published" : answer.code)).sort()).toEqual([
    "edited-meanwhile",
    "published",
  ]);
});

it("each kind of task has its own", async () => {
  expect(await publishGuide(await manager(), guide(0, "Look at the cut.", "category"))).toMatchObject({
    value: { number: 1 },
  });
  expect(await guideOf("category")).toMatchObject({ markdown: "Look at the cut." });
});

it("takes pictures of the catalogue and no others", async () => {
  const by = await manager();
  const current = (await guideOf("category"))!.number;
  const { sha256 } = await makePhoto((await makeProduct()).id);
  const shown = `A blouse:\n\n![soft collar](photo:${sha256})`;
  expect(await publishGuide(by, guide(current, shown, "category"))).toMatchObject({ ok: true });
  const foreign = `![?](photo:${"f".repeat(64)})`;
  expect(await publishGuide(by, guide(current + 1, foreign, "category"))).toMatchObject({ code: "invalid" });
});

it("needs a title and a text", () => {
  expect(NewGuide.safeParse({ ...guide(0), title: " " }).success).toBe(false);
  expect(NewGuide.safeParse({ ...guide(0), markdown: "\n" }).success).toBe(false);
});

it("is not for a stylist", async () => {
  expect(await allow((await makeUser("stylist")).id, "oversee")).toMatchObject({ code: "not-allowed" });
});
