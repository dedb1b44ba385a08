import answer from "./answer.css?inline";
import base from "./base.css?inline";
import card from "./card.css?inline";
import composer from "./composer.css?inline";
import panel from "./panel.css?inline";

const css = [base, panel, answer, card, composer].join("\n");

/** Constructed sheets are outside the page's style-src; only the fallback for older browsers needs the nonce. */
export function addStyles(root: ShadowRoot, nonce: string | undefined): void {
  if ("adoptedStyleSheets" in root && "replaceSync" in CSSStyleSheet.prototype) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
    return;
  }
  const style = document.createElement("style");
  if (nonce) style.nonce = nonce;
  style.textContent = css;
  root.append(style);
}
