import { changeSetting } from "../../audit/change-setting";
import { inTx } from "../../db";
import { ok, type Result } from "../../result";
import { type Allowed, type AsSystem, actorOf } from "../../users/allow";
import { namedFigures } from "./data";
import { namedFiguresKey as key, type NamedFigures } from "./schema";

/** Turns figures by name on or off for managers, with an audit row; everybody who is here is told, see namedFiguresNews.
 *  Setting what is set already changes nothing and tells nobody. */
export function setNamedFigures(
  by: Allowed<"administer"> | AsSystem,
  { isOn }: NamedFigures,
): Promise<Result<NamedFigures, never>> {
  return inTx(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${key}))`;
    const before = await namedFigures(tx);
    if (before.isOn === isOn) return ok({ isOn });
    await changeSetting(tx, actorOf(by), { key, before: { isOn: before.isOn }, after: { isOn } });
    return ok({ isOn });
  });
}
