import { readColor } from "./color.ts";

/** Everything an embedder may set, each a data- attribute of the script tag (data-city, data-api, …). */
export interface Options {
  /** City id, such as misaki. */
  city: string;
  /** Origin of the server, without a trailing slash. */
  api: string;
  position: "right" | "left";
  /** Accent colour, #rrggbb. */
  color: string | undefined;
  /** Style nonce, used only where constructed style sheets are missing. */
  nonce: string | undefined;
  /** Whether the panel is open from the start. */
  open: boolean;
}

/** Options from the script tag, or undefined when it names no city. */
export function readOptions(script: HTMLScriptElement): Options | undefined {
  const { city, api, position, color, nonce, open } = script.dataset;
  if (!city) return undefined;
  return {
    city,
    api: (api ?? new URL(script.src, document.baseURI).origin).replace(/\/+$/, ""),
    position: position === "left" ? "left" : "right",
    color: readColor(color),
    nonce: nonce ?? (script.nonce || undefined),
    open: open !== undefined && open !== "false",
  };
}
