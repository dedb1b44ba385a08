import { type Handle, mount } from "./mount.tsx";
import { readOptions } from "./options.ts";

declare global {
  interface Window {
    Madoguchi?: Handle | undefined;
  }
}

// Known only while the script first runs; a module script has none, and is found by its attribute.
const script = document.currentScript ?? document.querySelector("script[data-city]");

function start(): void {
  const options = script instanceof HTMLScriptElement ? readOptions(script) : undefined;
  // A page that includes the script twice gets one widget.
  if (options && !window.Madoguchi) window.Madoguchi = mount(options);
}

// Without defer in <head>, there is no body yet.
if (document.body) start();
else document.addEventListener("DOMContentLoaded", start, { once: true });
