import type { ComponentChildren } from "preact";
import { texts } from "../texts.ts";

/** A link to a page, beside which the conversation stays open; telephone and mail leave no page. */
export function ExternalLink({ url, children }: { url: string; children: ComponentChildren }) {
  if (!url.startsWith("http")) return <a href={url}>{children}</a>;
  return (
    <a class="link" href={url} target="_blank" rel="noopener">
      {children}
      <span class="unseen">{texts.newTab}</span>
    </a>
  );
}
