import { fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { LookAlikes } from "@/app/(studio)/settings/encoders/look-alikes";
import type { StoreCard } from "@/lib/recommend/neighbours/pgvector/schema";
import { network, onStage, setStage } from "../stage";

setStage();

const store: StoreCard = { chosen: "memory", isThere: false, isMade: false };

describe("where look-alikes are searched", () => {
  const part = () => screen.getByRole("region", { name: "Search for look-alikes" });

  it("is memory where the server has no pgvector, and the screen says what to do for it", () => {
    onStage(<LookAlikes store={store} />);
    expect(part().textContent).toMatch(/in memory.*no pgvector/i);
    expect(within(part()).queryByRole("button")).toBeNull();
  });

  it("is the server's pgvector once that is chosen, and memory again", async () => {
    const calls = network({ "/api/encoders/neighbours": () => ({ json: { store: "pgvector" } }) });
    const { unmount } = onStage(<LookAlikes store={{ ...store, isThere: true }} />);
    fireEvent.click(within(part()).getByRole("button", { name: "Search by pgvector" }));
    await expect.poll(() => calls[0]?.body).toEqual({ store: "pgvector" });
    unmount();
    onStage(<LookAlikes store={{ chosen: "pgvector", isThere: true, isMade: true }} />);
    fireEvent.click(within(part()).getByRole("button", { name: "Search in memory" }));
    await expect.poll(() => calls[1]?.body).toEqual({ store: "memory" });
  });

  it("is memory where a restored house chose pgvector and this server lacks it", () => {
    onStage(<LookAlikes store={{ chosen: "pgvector", isThere: false, isMade: false }} />);
    expect(within(part()).getByRole("alert").textContent).toMatch(/memory answers/);
  });
});
