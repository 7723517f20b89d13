import { endpoints } from "@/app/api/v1/_endpoints/all";
import { env } from "@/lib/env";
import { describeApi } from "@/lib/http/api/describe-api";
import { schemas } from "../_endpoints/schemas";

export const dynamic = "force-dynamic";

/** The description of the API. It is open: it holds nothing of the workspace, and tools read it without a token. */
export const GET = () => Response.json(describeApi(endpoints, schemas, env().NEXTAUTH_URL));
