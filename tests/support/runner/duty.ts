import type { Locator, Page } from 'playwright-core';
import { PASSWORD, type Person } from '../world/sign-in';

/** A telephone, in one hand. */
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

/** One thumb: each touch of the glass is counted, what it types is not. */
export const thumbOf = (page: Page) => {
  let taps = 0;
  const tap = async (what: Locator) => {
    taps += 1;
    await what.tap();
  };
  return {
    page,
    taps: () => taps,
    tap,
    chip: (question: string, answer: string | RegExp) =>
      tap(page.getByRole('group', { name: question, exact: true }).getByText(answer).first()),
    button: (name: string) => tap(page.getByRole('button', { name, exact: true })),
    link: (name: string | RegExp) => tap(page.getByRole('link', { name }).first()),
    /** Into what has the focus. */
    type: (text: string) => page.keyboard.insertText(text),
  };
};
export type Thumb = ReturnType<typeof thumbOf>;

/** From the page that asks who it is, whose first field waits already, to the home. */
export const signInBy = async (thumb: Thumb, duty: Person) => {
  const { page } = thumb;
  await page.getByLabel('Adresse électronique').and(page.locator(':focus')).waitFor();
  await thumb.type(duty.account.email);
  await thumb.tap(page.getByLabel('Mot de passe', { exact: true }));
  await thumb.type(PASSWORD);
  await thumb.button('Continuer');
  await page.getByLabel('Code de votre application').and(page.locator(':focus')).waitFor();
  await thumb.type(duty.otp());
  await thumb.button('Entrer');
  await page.getByRole('heading', { name: 'Ce qui vous attend' }).waitFor();
};

/** What one is woken for, from the home to « C’est fait ». */
export const NIGHT = {
  'a new outage, for everybody': async (thumb: Thumb) => {
    await thumb.link('Nouvel incident');
    await thumb.chip('Devient', 'Coupé');
    await thumb.chip('Quoi', 'Prise en charge');
    await thumb.chip('Pour qui', 'Toutes les professions');
    await thumb.button('Publier maintenant');
  },
  'when it should be back': async (thumb: Thumb) => {
    await thumb.link(/^Publier un point/);
    await thumb.chip('Retour prévu', 'dans 2 h');
    await thumb.chip('Prochain point', 'dans 1 h');
    await thumb.button('Publier maintenant');
  },
  'it is back, as last time': async (thumb: Thumb) => {
    await thumb.link(/^Publier un point/);
    await thumb.chip('Devient', 'Rétabli');
    await thumb.chip('D’un geste', /^Comme la dernière fois/);
    await thumb.button('Publier maintenant');
  },
} satisfies Record<string, (thumb: Thumb) => Promise<void>>;

export type Night = keyof typeof NIGHT;

/** The whole of it, from the sign-in page. Resolves to the taps and the milliseconds it took. */
export const wokenFor = async (page: Page, origin: string, duty: Person, night: Night) => {
  const thumb = thumbOf(page);
  await page.goto(`${origin}/espace/connexion`);
  const began = performance.now();
  await signInBy(thumb, duty);
  await NIGHT[night](thumb);
  await page.getByRole('heading', { name: 'C’est fait' }).waitFor();
  return { taps: thumb.taps(), ms: performance.now() - began };
};
