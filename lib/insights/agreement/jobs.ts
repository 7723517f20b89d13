import type { Chore } from "../../jobs/worker";
import { asSystem } from "../../users/allow";
import { everyMs } from "../rollup/follow-labels";
import { refreshAgreement } from "./refresh-agreement";

export const agreementChore: Chore = {
  name: "agreement",
  everyMs,
  run: async () => {
    await refreshAgreement(asSystem("job", "agreement"), { apartMs: everyMs / 2 });
  },
};
