import { db } from "../db";
import { DemoSetting, demoSettingKey } from "./schema";

/** Where the demo's rows are, or null when it is not (or no longer) in this workspace. */
export async function demoSetting(): Promise<DemoSetting | null> {
  const row = await db().setting.findUnique({ where: { key: demoSettingKey } });
  return row ? DemoSetting.parse(row.value) : null;
}
