import { render } from "preact";
import { ApiBase } from "./api-base.ts";
import { accentProperties } from "./color.ts";
import { App } from "./components/App.tsx";
import type { Options } from "./options.ts";
import { addStyles } from "./styles/add-styles.ts";

/** What the embedding page can do with the widget. */
export interface Handle {
  open(): void;
  close(): void;
  destroy(): void;
}

/** Puts the widget at the end of the page, in a shadow root where neither side's styles reach the other. */
export function mount(options: Options): Handle {
  const host = document.createElement("div");
  host.dataset.madoguchi = options.city;
  for (const [name, value] of Object.entries(options.color ? accentProperties(options.color) : {}))
    host.style.setProperty(name, value);
  const root = host.attachShadow({ mode: "open" });
  addStyles(root, options.nonce);
  document.body.append(host);

  const show = (open: boolean) =>
    render(
      <ApiBase.Provider value={options.api}>
        <App options={options} open={open} onOpenChange={show} />
      </ApiBase.Provider>,
      root,
    );
  show(options.open);

  return {
    open: () => show(true),
    close: () => show(false),
    destroy() {
      render(null, root);
      host.remove();
      window.Madoguchi = undefined;
    },
  };
}
