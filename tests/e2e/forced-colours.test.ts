import { beforeAll, describe, expect, it } from 'vitest';
import { walk } from '../support/runner/by-keyboard';
import { awake, CRISIS, useDashboard } from '../support/runner/pages';
import { toldByColourAlone } from '../support/runner/told-apart';
import { load } from '../support/world/datasets';
import { daysOfEachState, daysOfPayment } from '../support/world/told-days';

const PAGES = [
  '/',
  `/?${CRISIS}`,
  '/opticien',
  `/opticien?${CRISIS}`,
  `/opticien?${CRISIS}&verdict=depends`,
  `/pharmacien?${CRISIS}`,
  `/opticien/malakoff-humanis?${CRISIS}`,
  '/opticien/malakoff-humanis',
  `/pharmacien/mgen?${CRISIS}`,
  `/plateformes?${CRISIS}`,
  `/plateformes/viamedis?${CRISIS}`,
  '/plateformes/viamedis',
  `/historique?${CRISIS}`,
  `/fiche/opticien?${CRISIS}`,
  `/fiche/pharmacien/malakoff-humanis?${CRISIS}`,
  `/ecran/opticien?${CRISIS}`,
  '/attestation/optician.mutuelle.malakoff-humanis.20240202T110000Z',
  '/abonnements?profession=pharmacien&operateur=viamedis',
];

describe('in the colours of the system', () => {
  const { open, db } = useDashboard();
  beforeAll(async () => {
    for (const world of [daysOfPayment(), daysOfEachState()])
      expect(await load(db(), world)).toEqual(expect.objectContaining({ ok: true }));
  });

  it.each(PAGES)(
    '%s: signs, verdicts, groups, days and logos are told apart by a shape or a word',
    async (path) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await open(path, { forcedColors: 'active', colorScheme });
        expect(await toldByColourAlone(page), colorScheme).toEqual([]);
      }
    },
  );

  it('the place of the focus is seen', async () => {
    const page = await open(`/opticien?${CRISIS}`, { forcedColors: 'active' });
    await awake(page);
    const { stops } = await walk(page);
    expect(stops.filter(({ isMarked }) => !isMarked)).toEqual([]);
  });
});
