import type { Endpoint } from "@/lib/http/api/endpoint";
import { exportEndpoints } from "./exports";
import { importEndpoints } from "./imports";
import { labelEndpoints } from "./labels";
import { meEndpoints } from "./me";
import { peopleEndpoints } from "./people";
import { productEndpoints } from "./products";
import { queueEndpoints } from "./queue";
import { reviewEndpoints } from "./review";
import { scoreEndpoints } from "./scores";
import { settingsEndpoints } from "./settings";
import { trainingEndpoints } from "./training";

/** Everything that the API offers, in the docs' order. */
export const endpoints: readonly Endpoint[] = [
  ...meEndpoints,
  ...productEndpoints,
  ...scoreEndpoints,
  ...queueEndpoints,
  ...labelEndpoints,
  ...reviewEndpoints,
  ...importEndpoints,
  ...exportEndpoints,
  ...trainingEndpoints,
  ...settingsEndpoints,
  ...peopleEndpoints,
];
