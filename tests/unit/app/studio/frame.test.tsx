import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { PathnameContext } from "next/dist/shared/lib/hooks-client-context.shared-runtime";
import { describe, expect, it, vi } from "vitest";
import { useOutbox } from "@/app/_client/outbox-provider";
import { SignInForm } from "@/app/(auth)/sign-in/sign-in-form";
import { BottomBar } from "@/app/(studio)/_frame/bottom-bar";
import { Header } from "@/app/(studio)/_frame/header";
import { firstPlace, placesOf } from "@/app/(studio)/_frame/places";
import { WorldLine } from "@/app/(studio)/_frame/world-line";
import StudioError from "@/app/(studio)/error";
import Forbidden from "@/app/(studio)/forbidden";
import NotFound from "@/app/not-found";
import type { Role } from "@/lib/users/schema";
import { network, onStage, setStage } from "./stage";

setStage();

const person = (role: Role) => ({ userId: "u1", name: "Ines Duarte", email: "ines@house.example", role });
const links = () =>
  within(screen.getByRole("navigation"))
    .queryAllByRole("link")
    .map(({ textContent }) => textContent);
const at = (path: string, node: React.ReactNode) => onStage(<PathnameContext value={path}>{node}</PathnameContext>);

/** Someone who answers: each press is one post. */
function Answering() {
  const outbox = useOutbox();
  const answer = () => outbox?.add({ id: crypto.randomUUID(), kind: "answer", path: "/api/labels/pairs", body: {} });
  return (
    <button type="button" disabled={!outbox} onClick={answer}>
      answer
    </button>
  );
}

describe("the frame", () => {
  it("shows only what the role opens", () => {
    expect(placesOf("stylist").map(({ name }) => name)).toEqual(["Pairs"]);
    expect(placesOf("reviewer").map(({ name }) => name)).toEqual(["Pairs", "Review", "Catalogue"]);
    at("/review", <Header person={person("manager")} />);
    expect(links()).toEqual(["Pairs", "Review", "Catalogue", "Training", "Overview"]);
    expect(screen.getByRole("link", { name: "Review" }).getAttribute("aria-current")).toBe("page");
  });

  it("offers settings to an admin alone", () => {
    at("/pairs", <Header person={person("admin")} />);
    expect(screen.getByRole("link", { name: "Settings" })).toBeTruthy();
    expect(screen.getByRole("button", { name: "Sign out" })).toBeTruthy();
  });

  it("puts three places at most under the thumb, in the order of the header", () => {
    at("/pairs", <BottomBar personRole="admin" />);
    expect(links()).toEqual(["Pairs", "Review", "Catalogue"]);
    expect(firstPlace("reviewer")).toBe("/review");
  });

  it("goes round the three themes and keeps the choice", () => {
    at("/pairs", <Header person={person("stylist")} />);
    const press = (now: string) => fireEvent.click(screen.getByRole("button", { name: `Theme: ${now}. Change` }));
    press("follows the system");
    expect(document.documentElement.dataset.theme).toBe("light");
    return waitFor(() => press("light")).then(() => {
      expect(document.documentElement.dataset.theme).toBe("dark");
      expect(localStorage.getItem("toile-theme")).toBe("dark");
      delete document.documentElement.dataset.theme;
    });
  });

  it("tells how many answers wait while the server can't be reached", async () => {
    network({});
    onStage(
      <>
        <WorldLine />
        <Answering />
      </>,
    );
    const button = screen.getByRole<HTMLButtonElement>("button", { name: "answer" });
    await waitFor(() => expect(button.disabled).toBe(false));
    fireEvent.click(button);
    fireEvent.click(button);
    await screen.findByText("2 answers wait for the network; keep going.");
  });
});

describe("the pages of what went otherwise", () => {
  it("say what happened and lead back", () => {
    onStage(<NotFound />);
    expect(screen.getByRole("link", { name: "Back to the studio" }).getAttribute("href")).toBe("/");
  });

  it("say who can open what the role does not", () => {
    onStage(<Forbidden />);
    expect(screen.getByText("An admin of your house can change what you may open.")).toBeTruthy();
  });

  it("say that nothing was lost and try again", () => {
    const reset = vi.fn();
    onStage(<StudioError error={Object.assign(new Error("secret of the server"), { digest: "123" })} reset={reset} />);
    expect(document.body.textContent).toContain("Nothing was lost");
    expect(document.body.textContent).not.toContain("secret");
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(reset).toHaveBeenCalledOnce();
  });
});

describe("the sign-in form", () => {
  it("explains what next-auth answered in words", () => {
    onStage(<SignInForm error="CredentialsSignin" />);
    expect(screen.getByRole("alert").textContent).toContain("do not belong together");
  });

  it("says to wait when there were too many attempts", () => {
    onStage(<SignInForm error="too-many" />);
    expect(screen.getByRole("alert").textContent).toContain("Wait a few minutes");
  });

  it("shows nothing of the demo's accounts", () => {
    onStage(<SignInForm />);
    expect(screen.queryByRole("alert")).toBeNull();
    expect(screen.getByLabelText<HTMLInputElement>("E-mail").value).toBe("");
    expect(document.body.textContent).not.toMatch(/@/);
  });
});
