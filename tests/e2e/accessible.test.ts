import { describe, expect, it } from 'vitest';
import { PAGE_PARAMETERS } from '#app/page-parameters';
import { barriers, htmlFaults, typographyFaults } from '../support/runner/accessible';
import { illegible, spaceOut } from '../support/runner/legible';
import { CRISIS, useReaders } from '../support/runner/pages';

const PAGES = [
  '/',
  `/?${CRISIS}`,
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
  `/fiche/opticien?${CRISIS}`,
  `/fiche/pharmacien/malakoff-humanis?${CRISIS}`,
  `/note-patient/opticien/malakoff-humanis?${CRISIS}`,
  `/fiche/pharmacien/operateur/viamedis?${CRISIS}`,
  `/note-patient/pharmacien/operateur/viamedis?${CRISIS}`,
  '/scanner/opticien',
  `/plateformes?${CRISIS}`,
  `/plateformes/viamedis?${CRISIS}`,
  '/incidents/viamedis-2024',
  '/avis',
  '/avis/n-e04',
  '/maintenances',
  `/historique?${CRISIS}`,
  '/historique?platform=almerys',
  '/a-propos',
  '/confidentialite',
  '/accessibilite',
  '/mentions-legales',
  '/brancher',
  '/signaler',
  '/attestation/optician.mutuelle.malakoff-humanis.20240202T110000Z',
  '/en/optician',
  '/abonnements?profession=pharmacien&mutuelle=harmonie-mutuelle&operateur=viamedis',
  '/signaler?profession=opticien&operateur=viamedis&signale=bloque-pec-anonyme',
  '/opticien/malakoff-humanis?signale=passe-pec-verifie',
  '/opticien/malakof',
  '/opticien?at=hier',
];

/** Looked at in files of their own, where there is somebody's subscription, or a wall to hang it on; or no page by itself. */
const ELSEWHERE = ['/ecran/:profession', '/maintenances/:id', '/signaler/annuaire', '/abonnements/:token'];

describe('every page', () => {
  const { visit, origin } = useReaders();

  it('is among those that are looked at here, but for those of the space', () => {
    const publicOnes = Object.keys(PAGE_PARAMETERS).filter((each) => !/^\/(espace|premiers-pas)/.test(each));
    const formOf = (pattern: string) => new RegExp(`^${pattern.replace(/:\w+/g, '[^/?]+')}(\\?|$)`);
    const missing = publicOnes.filter((pattern) => !PAGES.some((path) => formOf(pattern).test(path)));
    expect(missing).toEqual(ELSEWHERE);
  });

  it.each(PAGES)(
    '%s: no word lies on another nor off the page, narrow, wide, or spaced out',
    async (path) => {
      const page = await visit(path);
      const found = [];
      for (const width of [320, 390, 1280]) found.push(...(await illegible(page, width)));
      await spaceOut(page);
      for (const width of [390, 1280])
        found.push(...(await illegible(page, width)).map((each) => `espacé, ${each}`));
      expect(found).toEqual([]);
    },
  );

  it.each(PAGES)('%s: its HTML is valid', async (path) => {
    const html = await (await fetch(origin() + path)).text();
    expect(await htmlFaults(html)).toEqual([]);
  });

  it.each(PAGES)('%s: French typography', async (path) => {
    const page = await visit(path, { javaScriptEnabled: false });
    expect(await typographyFaults(page)).toEqual([]);
  });

  // Last: from the first of them on, each page is given axe, whoever looks at it.
  it.each(PAGES)('%s: axe finds nothing, light, dark, and on a phone', async (path) => {
    expect(await barriers(await visit(path))).toEqual([]);
  });
});
