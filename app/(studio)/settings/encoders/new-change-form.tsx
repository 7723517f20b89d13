"use client";
import { NewChange } from "@/lib/encoders/schema";
import { SourceForm } from "./source-form";

const kinds = [
  { key: "builtin", name: "The built-in one", note: "Small and quick, comes with Toile, needs no network." },
  {
    key: "dir:",
    name: "A file on the server",
    note: "An ONNX file with its preprocessing beside it, as FILE.onnx.json.",
    label: "Path of the file",
    placeholder: "models/mobilenet_v2.onnx",
  },
  {
    key: "hub:",
    name: "A model of the hub",
    note: "Loaded once, its sha256 checked and its licence shown; works from a mirror by TOILE_HUB.",
    label: "OWNER/NAME",
    placeholder: "owner/model",
  },
];

/** Which encoder to look at. Looking costs nothing: what it takes is told before anything is embedded. */
export function NewChangeForm({ inUse, onStart }: Pick<React.ComponentProps<typeof SourceForm>, "inUse" | "onStart">) {
  return (
    <SourceForm
      kinds={kinds}
      legend="Another encoder"
      name="encoder"
      button="Look at it"
      hint="Nothing is embedded before you have seen what it takes."
      wanted={NewChange}
      inUse={inUse}
      onStart={onStart}
    />
  );
}
