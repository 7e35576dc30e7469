import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';

/** Whoever a text would have the browser write to. */
const ELSEWHERE = /^https?:\/\/evil\.example\b/;

/** What Playwright says of a page that a text has left meanwhile. */
const LED_AWAY = /context was destroyed|because of a navigation|interrupted by another navigation/;

/**
 * A page on which whatever a text runs or fetches is seen, with no security policy to stop it: what keeps texts from
 * running is then how they are drawn. `ran`: what was seen since it was last emptied.
 */
export const openWatched = async (browser: Browser) => {
  const context = await browser.newContext({ bypassCSP: true, serviceWorkers: 'block', locale: 'fr-FR' });
  // What tsx writes around a function that has a name, and a page knows nothing of.
  await context.addInitScript('globalThis.__name = (each) => each');
  const ran: string[] = [];
  await context.route(ELSEWHERE, (route) => {
    ran.push(`fetches ${route.request().url()}`);
    return route.abort();
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.on('dialog', (dialog) => {
    ran.push(`says ${dialog.message()}`);
    void dialog.dismiss().catch(() => undefined);
  });
  /** What markup made outside a page of ours does: of a mail, a feed, a picture. */
  const draw = async (markup: string): Promise<string[]> => {
    ran.length = 0;
    await leave(page);
    const look = async () => {
      await page.setContent(markup);
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 20)));
      return strangeParts(page);
    };
    const strange = await look().catch((error: Error) => {
      if (!LED_AWAY.test(error.message)) throw error;
      return ['leads away'];
    });
    return [...ran, ...strange];
  };
  return { page, ran, draw, close: () => context.close() };
};
export type Watched = Awaited<ReturnType<typeof openWatched>>;

/** To nothing at all, though where the last text leads to may still be on its way. */
const leave = async (page: Page): Promise<void> => {
  for (let tries = 1; tries < 5; tries += 1) {
    const isLeft = await page.goto('about:blank').then(
      () => true,
      () => false,
    );
    if (isLeft) return;
    await pause(50);
  }
  await page.goto('about:blank');
};

/** What stands in a page that a text has made: elements that none of ours draws, handlers, addresses that run or lead away. */
export const strangeParts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const elements =
      'iframe, frame, frameset, object, embed, applet, base, marquee, math, foreignObject, audio, video, isindex, xmp, ' +
      'animate, set, noembed, plaintext, portal, dialog, [popover], meta[http-equiv=refresh][content*=":" i]';
    const strange = [...document.querySelectorAll(elements)];
    const isOurs = ({ nonce, type, src }: HTMLScriptElement) =>
      nonce !== '' || /json/.test(type) || (src !== '' && src.startsWith(`${location.origin}/`));
    strange.push(...[...document.scripts].filter((script) => !isOurs(script)));
    const leading = ['href', 'xlink:href', 'src', 'srcset', 'action', 'formaction', 'data', 'poster'];
    const isWrong = ({ name, value }: Attr): boolean => {
      if (name.startsWith('on')) return true;
      if (name === 'style') return /url\(|expression/i.test(value);
      if (!leading.includes(name) || !URL.canParse(value, document.baseURI)) return false;
      const { protocol, hostname } = new URL(value, document.baseURI);
      const runs = ['javascript:', 'vbscript:'].includes(protocol);
      return runs || value.startsWith('data:text') || hostname.endsWith('evil.example');
    };
    for (const element of document.querySelectorAll('*'))
      if ([...element.attributes].some(isWrong)) strange.push(element);
    return strange.map((element) => `holds ${element.outerHTML.slice(0, 120)}`);
  });
