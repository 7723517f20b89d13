import type { Chore } from "../../jobs/worker";
import { asSystem } from "../../users/allow";
import { everyMs } from "../rollup/follow-labels";
import { refreshReturn } from "./refresh-return";

export const returnChore: Chore = {
  name: "return",
  everyMs,
  run: async () => {
    await refreshReturn(asSystem("job", "return"), { apartMs: everyMs / 2 });
  },
};
