import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { COUNTER_TASKS, carryOut } from '../support/runner/counter-tasks';
import { findFirefox, startFirefox } from '../support/runner/firefox';
import { CRISIS } from '../support/runner/pages';
import { readersOrigin } from '../support/runner/readers';
import { type Driven, windowsOf } from '../support/runner/web-driver';
import { findWebkit, startWebkit } from '../support/runner/webkit';

const [DESK, PHONE, NARROWEST] = [1280, 390, 320];
const MOST_ACTIONS = 3;
const ATTESTATION = '/attestation/optician.mutuelle.malakoff-humanis.20240202T110000Z';

const firefox = findFirefox();
const webkit = findWebkit();

/** Debian's packages: where they are not installed, what follows is skipped by the name of the browser. */
const BROWSERS = [
  { name: 'Firefox (firefox-esr)', start: firefox ? () => startFirefox(firefox) : null },
  { name: 'WebKit (webkit2gtk-driver, xvfb)', start: webkit ? () => startWebkit(webkit) : null },
];

for (const { name, start } of BROWSERS)
  describe.runIf(start)(`at the counter, in ${name}`, () => {
    let driven: Driven | undefined;
    let pages: ReturnType<typeof windowsOf>;
    beforeAll(async () => {
      const origin = await readersOrigin();
      driven = await start?.();
      if (driven) pages = windowsOf(driven, origin);
    });
    afterEach(async () => {
      expect(await pages.heard()).toEqual([]);
    });
    afterAll(() => driven?.end());

    it.each(COUNTER_TASKS)('$id takes three actions at most, at a desk', async (task) => {
      expect(task.actions.length).toBeLessThanOrEqual(MOST_ACTIONS);
      await pages.open(task.board, DESK);
      expect(await carryOut(pages.hand, task)).toBeGreaterThan(0);
    });
    it.each(COUNTER_TASKS)('$id takes as many, as wide as a phone', async (task) => {
      await pages.open(task.board, PHONE);
      expect(await carryOut(pages.hand, task)).toBeGreaterThan(0);
    });

    it('an answer that opens is read from its title, which says the verdict', async () => {
      await pages.open(`/opticien?${CRISIS}`, DESK);
      await carryOut(pages.hand, {
        id: 'Malakoff',
        board: '',
        actions: [{ type: 'malakof' }, { press: 'Enter' }],
        read: /Malakoff Humanis/,
      });
      await pages.hand.until((tag) => document.activeElement?.tagName === tag, 'H1');
      expect(await pages.run(() => document.activeElement?.textContent)).toMatch(/Malakoff Humanis.*Non/);
    });

    it('a board is put on paper, and the sheet has its instant and its code', async () => {
      await pages.open(`/opticien?${CRISIS}`, DESK);
      await pages.hand.tap('.board-links a', 'Fiche à imprimer');
      await pages.hand.until((part) => document.querySelector(part) !== null, '.sheet .qr');
      expect(await pages.run(() => document.querySelector<HTMLElement>('.sheet')?.innerText)).toMatch(
        /2 février 2024 à 12:00/,
      );
    });

    it('whoever follows a board names what, and is shown what is at fault', async () => {
      await pages.open('/pharmacien', PHONE);
      await pages.hand.tap('.board-links a', 'Suivre');
      await pages.hand.until((name) => document.querySelector(name) !== null, 'form [name=profession]');
      await pages.hand.tap('main button', 'Être averti');
      await pages.hand.until(
        (faulty) =>
          document.activeElement?.matches(faulty) === true || document.querySelector(faulty) !== null,
        '#probleme, [aria-invalid=true], [data-fault], :invalid',
      );
    });

    it('the screen on the wall turns, and holds nothing that takes the focus', async () => {
      await pages.open(`/ecran/opticien?${CRISIS}`, DESK);
      expect(await pages.run(() => document.querySelector<HTMLElement>('.wall-left')?.innerText)).toMatch(
        /^(Non|Oui, avec réserve|Selon la carte)/,
      );
      await pages.open('/ecran/opticien', DESK);
      await pages.tab();
      expect(await pages.run(() => document.activeElement === document.body)).toBe(true);
    });

    it('an attestation is proved by the browser itself', async () => {
      await pages.open(ATTESTATION, DESK);
      await pages.hand.until(
        (said) => document.querySelector(said) !== null,
        'section[aria-labelledby=signature] .attested',
      );
    });

    it('what a closed fold holds is not in the tab order', async () => {
      await pages.open(`/opticien?${CRISIS}`, DESK);
      const stop = () =>
        pages.run(() => {
          const { activeElement } = document;
          if (!activeElement || activeElement === document.body) return 'nothing';
          const closed = activeElement.closest('details:not([open])');
          return closed && activeElement.tagName !== 'SUMMARY'
            ? 'within a closed fold'
            : activeElement.tagName;
        });
      await pages.run(() =>
        document.querySelector<HTMLElement>('details.fold:not([open]) > summary')?.focus(),
      );
      const stops = [await stop()];
      for (let pressed = 0; pressed < 4; pressed += 1) {
        await pages.tab();
        stops.push(await stop());
      }
      expect(stops.slice(0, 2)).toEqual(['SUMMARY', 'SUMMARY']);
      for (const each of stops) expect(each).toMatch(/^[A-Z]+$/);
    });

    it.each([
      '/pharmacien',
      `/opticien?${CRISIS}`,
      `/opticien/malakoff-humanis?${CRISIS}`,
      '/plateformes/viamedis',
      '/maintenances',
      '/historique',
      '/abonnements?profession=pharmacien&operateur=viamedis',
      `/fiche/opticien?${CRISIS}`,
      `/note-patient/opticien/malakoff-humanis?${CRISIS}&langue=ar`,
      '/accessibilite',
      ATTESTATION,
    ])('%s does not go on sideways at 320 px', async (path) => {
      await pages.open(path, NARROWEST);
      const [width, beyond] = await pages.run(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return [window.innerWidth, scrollWidth - clientWidth];
      });
      expect({ width, beyond }).toEqual({ width: NARROWEST, beyond: 0 });
    });
  });
