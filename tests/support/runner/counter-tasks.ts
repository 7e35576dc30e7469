import type { Page } from 'playwright-core';

/** What a person at a counter does: each action is one thing of the hand, whatever it is made with. */
export type CounterTask = {
  id: string;
  /** The board it begins on. */
  board: string;
  actions: readonly ((page: Page) => Promise<void>)[];
  /** What is read in the page at the end. */
  read: RegExp;
};

const FIELD = 'input[name=q]';

/** A name, a number or a part of one, typed in the field. */
const type = (text: string) => async (page: Page) => {
  const field = page.locator(FIELD);
  await field.focus();
  await page.keyboard.insertText(text);
  await page.locator('[role=option]').first().waitFor();
};
const enter = async (page: Page) => {
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname.split('/').length > 2);
};
const tap = (selector: string, name: string) => async (page: Page) => {
  await page.locator(selector, { hasText: name }).first().click();
  await page.waitForURL((url) => url.pathname.split('/').length > 2);
};

const CRISIS = '?at=2024-02-02T12:00:00%2B01:00';

/** The tasks that were timed with newcomers, on an ordinary day and on the second day of February 2024. */
export const COUNTER_TASKS: readonly CounterTask[] = [
  {
    id: 'Harmonie',
    board: '/pharmacien',
    actions: [type('harm'), enter],
    read: /Harmonie Mutuelle[\s\S]*Oui/,
  },
  {
    id: 'MGEN',
    board: `/pharmacien${CRISIS}`,
    actions: [type('mgen')],
    read: /MGEN[\s\S]*Viamedis[\s\S]*Oui, avec réserve[\s\S]*Paiement suspendu/,
  },
  { id: 'an AMC number', board: '/opticien', actions: [type('00410001'), enter], read: /Allianz[\s\S]*Oui/ },
  {
    id: 'a logo',
    board: `/pharmacien${CRISIS}`,
    actions: [tap('.operators a', 'Viamedis')],
    read: /Oui, avec réserve/,
  },
  {
    id: 'a logo, typed',
    board: '/pharmacien',
    actions: [type('viamedis'), enter],
    read: /Viamedis[\s\S]*Oui/,
  },
  {
    id: 'will I be paid',
    board: `/pharmacien${CRISIS}`,
    actions: [type('malakof'), enter],
    read: /Malakoff Humanis[\s\S]*Paiement suspendu/,
  },
];

/** Milliseconds from the board to what is read. */
export const carryOut = async (page: Page, { actions, read }: CounterTask): Promise<number> => {
  const began = performance.now();
  for (const act of actions) await act(page);
  await page.waitForFunction(
    ([source]) => new RegExp(source ?? '').test(document.querySelector('main')?.innerText ?? ''),
    [read.source],
  );
  return performance.now() - began;
};
