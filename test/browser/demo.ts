import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { type ListeningApp, type ListeningAppOptions, listeningApp } from "../listening.ts";

const chromiumPath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
/** A browser that says nothing to anybody by itself. */
const chromiumArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export interface Demo {
  /** The app behind the homepage. */
  app(): ListeningApp;
  /** Opens the demonstration homepage in a fresh context. */
  visit(options?: BrowserContextOptions): Promise<Page>;
  /** What went wrong on the pages of this test; whatever is left when the test ends fails it. */
  problems: string[];
}

/** One browser and one listening app a test file. Every page is watched for errors and for requests to others. */
export function serveDemo(options: ListeningAppOptions = {}): Demo {
  let browser: Browser;
  let app: ListeningApp;
  const contexts: BrowserContext[] = [];
  const problems: string[] = [];

  beforeAll(async () => {
    [app, browser] = await Promise.all([
      listeningApp(options),
      chromium.launch({ executablePath: chromiumPath, args: chromiumArguments }),
    ]);
  });
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    expect(problems.splice(0), "console errors and requests to foreign hosts").toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  return {
    app: () => app,
    problems,
    visit: async (contextOptions) => {
      const context = await browser.newContext({ locale: "ja-JP", ...contextOptions });
      contexts.push(context);
      const page = await context.newPage();
      watch(page, app.origin, problems);
      await page.goto(`${app.origin}/`);
      return page;
    },
  };
}

function watch(page: Page, origin: string, problems: string[]): void {
  page.on("pageerror", (error) => problems.push(`uncaught: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.context().on("request", (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (protocol.startsWith("http") && asked !== origin) problems.push(`foreign request: ${request.url()}`);
  });
}
