import { AxeBuilder } from '@axe-core/playwright';
import { HtmlValidate } from 'html-validate';
import { describe, expect, it } from 'vitest';
import { typographyFaults } from '../support/accessible';
import { CRISIS, useDashboard } from '../support/pages';

const PAGES = [
  '/',
  '/opticien',
  `/opticien?${CRISIS}`,
  `/pharmacien?${CRISIS}`,
  `/opticien?${CRISIS}&verdict=depends`,
  `/opticien?${CRISIS}&q=mg`,
  `/opticien/malakoff-humanis?${CRISIS}`,
  `/pharmacien/malakoff-humanis?${CRISIS}`,
  `/opticien/aesio-mutuelle?${CRISIS}`,
  '/pharmacien/agrica-msa',
  `/opticien/operateur/oxantis?${CRISIS}`,
  `/plateformes?${CRISIS}`,
  `/plateformes/viamedis?${CRISIS}`,
  '/incidents/viamedis-2024',
  '/avis',
  '/avis/n-e04',
  '/maintenances',
  `/historique?${CRISIS}`,
  '/historique?platform=almerys',
  '/a-propos',
  '/brancher',
  '/signaler',
  '/signaler?profession=opticien&operateur=viamedis&signale=bloque-pec-anonyme',
  '/opticien/malakoff-humanis?signale=passe-pec-verifie',
  '/opticien/malakof',
  '/opticien?at=hier',
];

const LOOKS = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 1280 },
  { colorScheme: 'dark', width: 390 },
] as const;

const validator = new HtmlValidate({ extends: ['html-validate:standard'], rules: { 'long-title': 'off' } });

describe('every page', () => {
  const { open, origin } = useDashboard();

  it.each(PAGES.flatMap((path) => LOOKS.map((look) => ({ path, ...look }))))(
    '$path: axe finds nothing, $colorScheme, $width wide',
    async ({ path, colorScheme, width }) => {
      const page = await open(path, { colorScheme, viewport: { width, height: 900 } });
      const { violations } = await new AxeBuilder({ page }).analyze();
      const said = violations.map(
        ({ id, nodes }) =>
          `${id} : ${nodes
            .map(({ html }) => html)
            .slice(0, 3)
            .join(' | ')}`,
      );
      expect(said).toEqual([]);
      await page.context().close();
    },
  );

  it.each(PAGES)('%s: its HTML is valid', async (path) => {
    const html = await (await fetch(origin() + path)).text();
    const { results } = await validator.validateString(html);
    const said = results.flatMap(({ messages }) =>
      messages.map(({ ruleId, message, line }) => `${line}: ${ruleId} ${message}`),
    );
    expect([...new Set(said)].slice(0, 10)).toEqual([]);
  });

  it.each(PAGES)('%s: French typography', async (path) => {
    const page = await open(path, { javaScriptEnabled: false });
    expect(await typographyFaults(page)).toEqual([]);
  });
});
