"use client";
import { createContext, useContext } from "react";

/** What the signed-in person is asked about, by name; null: about everything. */
export const AskedAbout = createContext<string[] | null>(null);

/** Says why a queue may be empty for one person and full for another. */
export function AskedAboutLine() {
  const names = useContext(AskedAbout);
  if (!names) return null;
  const list = new Intl.ListFormat("en-GB").format(names);
  return (
    <p className="mt-3">You are asked about {list} and nothing else. A manager can change that under Assignment.</p>
  );
}
