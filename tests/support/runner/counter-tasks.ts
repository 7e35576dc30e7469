import type { Page } from 'playwright-core';

/** One thing of the hand, whatever it is made with. */
export type Action = { type: string } | { press: 'Enter' } | { tap: string; named: string };

/** What a person at a counter does. */
export type CounterTask = {
  id: string;
  /** The board it begins on. */
  board: string;
  actions: readonly Action[];
  /** What is read in the page at the end. */
  read: RegExp;
};

/** Whoever carries a task out in a browser. */
export type Hand = {
  type: (field: string, text: string) => Promise<void>;
  press: (key: 'Enter') => Promise<void>;
  tap: (selector: string, name: string) => Promise<void>;
  /** Until the question, asked in the page, is answered by yes. */
  until: (question: (given: string) => boolean, given: string) => Promise<void>;
};

const FIELD = 'input[name=q]';
const CRISIS = '?at=2024-02-02T12:00:00%2B01:00';

/** The tasks that were timed with newcomers, on an ordinary day and on the second day of February 2024. */
export const COUNTER_TASKS: readonly CounterTask[] = [
  {
    id: 'Harmonie',
    board: '/pharmacien',
    actions: [{ type: 'harm' }, { press: 'Enter' }],
    read: /Harmonie Mutuelle[\s\S]*Oui/,
  },
  {
    id: 'MGEN',
    board: `/pharmacien${CRISIS}`,
    actions: [{ type: 'mgen' }],
    read: /MGEN[\s\S]*Viamedis[\s\S]*Oui, avec réserve[\s\S]*Paiement suspendu/,
  },
  {
    id: 'an AMC number',
    board: '/opticien',
    actions: [{ type: '00410001' }, { press: 'Enter' }],
    read: /Allianz[\s\S]*Oui/,
  },
  {
    id: 'a logo',
    board: `/pharmacien${CRISIS}`,
    actions: [{ tap: '.operators a', named: 'Viamedis' }],
    read: /Oui, avec réserve/,
  },
  {
    id: 'a logo, typed',
    board: '/pharmacien',
    actions: [{ type: 'viamedis' }, { press: 'Enter' }],
    read: /Viamedis[\s\S]*Oui/,
  },
  {
    id: 'will I be paid',
    board: `/pharmacien${CRISIS}`,
    actions: [{ type: 'malakof' }, { press: 'Enter' }],
    read: /Malakoff Humanis[\s\S]*Paiement suspendu/,
  },
];

/** With Playwright, of which Chromium is driven. */
export const handOf = (page: Page): Hand => ({
  type: async (field, text) => {
    await page.locator(field).focus();
    await page.keyboard.insertText(text);
  },
  press: (key) => page.keyboard.press(key),
  tap: (selector, name) => page.locator(selector, { hasText: name }).first().click(),
  until: async (question, given) => {
    await page.waitForFunction(question, given);
  },
});

/** Each action, and what it brings before the next. */
const act = async (hand: Hand, action: Action): Promise<void> => {
  if ('type' in action) {
    await hand.type(FIELD, action.type);
    return hand.until((option) => document.querySelector(option) !== null, '[role=option]');
  }
  if ('press' in action) await hand.press(action.press);
  else await hand.tap(action.tap, action.named);
  // Below the board.
  await hand.until((slash) => location.pathname.split(slash).length > 2, '/');
};

/** Milliseconds from the board to what is read. */
export const carryOut = async (hand: Hand, { actions, read }: CounterTask): Promise<number> => {
  const began = performance.now();
  for (const action of actions) await act(hand, action);
  await hand.until(
    (source) => new RegExp(source).test(document.querySelector('main')?.innerText ?? ''),
    read.source,
  );
  return performance.now() - began;
};
