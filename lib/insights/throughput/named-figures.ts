import { z } from "zod";
import { db } from "../../db";

const NamedFigures = z.object({ isOn: z.boolean() });
export const namedFiguresKey = "insights.namedFigures";

/** Whether managers may see figures by person: off until an admin turns them on. */
export async function areFiguresNamed(): Promise<boolean> {
  const row = await db().setting.findUnique({ where: { key: namedFiguresKey } });
  return row ? NamedFigures.parse(row.value).isOn : false;
}
