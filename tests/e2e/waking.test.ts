import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { awake, useReaders } from '../support/runner/pages';

const SLOWER = 6;
const KEYS = 'abcdefghij';
/** A machine that does much else is slow to send them, and the page may be awake by then. */
const FEWEST = 3;

describe('a page that one types into while it wakes, on a slow phone', () => {
  const { open, origin } = useReaders();

  // Whoever waits for React types too late: keys come at another pace each time, from the first sight of the field.
  it.each([5, 12, 20])('loses no key, and throws nothing: a key each %i ms', async (pace) => {
    const page = await open('/healthz');
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await page.goto(`${origin()}/opticien`, { waitUntil: 'commit' });
    await page.waitForSelector('#q');
    await page.focus('#q');
    let isAwake = false;
    awake(page).then(
      () => {
        isAwake = true;
      },
      () => undefined,
    );
    let typed = '';
    while (!isAwake || typed.length < FEWEST) {
      const key = KEYS.charAt(typed.length % KEYS.length);
      await cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', text: key, key });
      await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', key });
      typed += key;
      await pause(pace);
    }
    expect(await page.inputValue('#q')).toBe(typed);
  });
});
