import { fireEvent, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { GuideEditor } from "@/app/(studio)/settings/guide/guide-editor";
import { garment, network, onStage, router, setStage } from "../stage";

setStage();

const current = { number: 2, title: "How we dress", markdown: "Neutrals go.", at: "2026-01-01T10:00:00Z", by: "Mara" };
const text = () => screen.getByLabelText<HTMLTextAreaElement>("Text");
const write = (value: string) => fireEvent.change(text(), { target: { value } });
const publish = () => screen.getByRole<HTMLButtonElement>("button", { name: /^Publish version/ });
const preview = () => screen.getByRole("region", { name: "As people read it" });

describe("the guide's editor", () => {
  it("teaches how to begin when nothing is written", () => {
    onStage(<GuideEditor head="category" current={null} />);
    expect(preview().textContent).toMatch(/Begin with the three rules/);
    expect(publish().textContent).toBe("Publish version 1");
  });

  it("shows what people will read, and publishes it as the next version", async () => {
    const calls = network({ "/api/guide": () => ({ json: { number: 3 } }) });
    onStage(<GuideEditor head="compatibility" current={current} />);
    expect(publish().disabled).toBe(true);
    write("Neutrals go with **everything**.");
    expect(preview().querySelector("strong")?.textContent).toBe("everything");
    fireEvent.submit(text().closest("form")!);
    await waitFor(() => expect(router.refresh).toHaveBeenCalled());
    expect(calls[0]?.body).toEqual({
      head: "compatibility",
      basedOn: 2,
      title: "How we dress",
      markdown: "Neutrals go with **everything**.",
    });
  });

  it("keeps a draft over a closed tab until it is published or dropped", () => {
    const { unmount } = onStage(<GuideEditor head="compatibility" current={current} />);
    write("Half a thought");
    unmount();
    onStage(<GuideEditor head="compatibility" current={current} />);
    expect(text().value).toBe("Half a thought");
    fireEvent.click(screen.getByRole("button", { name: "Drop the changes" }));
    expect(text().value).toBe("Neutrals go.");
  });

  it("keeps the text when someone else was quicker", async () => {
    const error = {
      error: { code: "edited-meanwhile", message: "Someone else has published a newer version meanwhile." },
    };
    network({ "/api/guide": () => ({ status: 409, json: error }) });
    onStage(<GuideEditor head="compatibility" current={current} />);
    write("Mine");
    fireEvent.submit(text().closest("form")!);
    expect((await screen.findByRole("alert")).textContent).toMatch(/newer version meanwhile/);
    expect(text().value).toBe("Mine");
  });

  it("puts a product's photo into the text, on a line of its own, and shows it", async () => {
    network({ "/api/catalogue/pictures": () => ({ json: { products: [garment("abc", { photos: [photo] })] } }) });
    onStage(<GuideEditor head="compatibility" current={current} />);
    fireEvent.click(screen.getByRole("button", { name: "Add a picture…" }));
    fireEvent.click(await screen.findByRole("button", { name: /Garment abc/ }));
    expect(text().value).toContain(`![Garment abc](photo:${photo.sha256})`);
    expect(preview().querySelector("img")?.getAttribute("src")).toBe(`/api/photos/${photo.sha256}/thumb`);
  });
});

const photo = { sha256: "a".repeat(64), width: 300, height: 400 };
