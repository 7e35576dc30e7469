import { describe, expect, it } from 'vitest';
import { useDashboard } from '../support/runner/pages';
import { load } from '../support/world/datasets';

const bare = { javaScriptEnabled: false };
const CALM = /Aucun incident connu/;
const at = (instant: string) => `at=${encodeURIComponent(instant)}`;

describe('one instant tells one story', () => {
  const dashboard = useDashboard();
  /** What the board says at its top, and what its rows and operators say. */
  const boardAt = async (profession: string, query: string) => {
    const page = await dashboard.visit(`/${profession}?${query}`, bare);
    const incidents = await page.locator('section[aria-labelledby="incidents"]').innerText();
    const said = await page.locator('.operators > li, .row, .group-head').allTextContents();
    const troubled = said.filter(
      (each) =>
        /Incident en cours|Paiement (suspendu|retardé|à vérifier)/i.test(each) ||
        /^(Non(?! renseigné)|Selon la carte|À vérifier|Oui, avec réserve)/.test(each.trim()),
    );
    return { isCalm: CALM.test(incidents), incidents, troubled };
  };

  it.each(
    ['opticien', 'pharmacien', 'medecin', 'etablissement'].flatMap((profession) =>
      [
        '2024-01-28T12:00:00+01:00',
        '2024-01-29T16:00:00+01:00',
        '2024-02-02T12:00:00+01:00',
        '2024-02-09T12:00:00+01:00',
        '2024-02-20T12:00:00+01:00',
        '2024-03-15T12:00:00+01:00',
      ].map((instant) => [profession, instant] as const),
    ),
  )('/%s at %s knows of no incident only where no row says otherwise', async (profession, instant) => {
    const { isCalm, troubled } = await boardAt(profession, at(instant));
    if (isCalm) expect(troubled).toEqual([]);
    else expect(instant).not.toMatch(/^2024-01-28/);
  });

  it('what is said outside of any incident is no « aucun incident connu »', async () => {
    const recordedAt = '2025-06-01T09:00:00+02:00';
    const loaded = await load(dashboard.db(), {
      format: 'comptoir-dataset/1',
      organisations: [{ id: 'ministere', name: 'Ministère', kind: 'authority' }],
      statements: [
        {
          id: 'made-up-alone',
          by: 'ministere',
          effectiveAt: recordedAt,
          recordedAt,
          platform: 'almerys',
          flows: ['pec'],
          professions: 'all',
          health: 'down',
        },
      ],
    });
    expect(loaded.ok).toBe(true);
    const { incidents, isCalm, troubled } = await boardAt('opticien', at('2025-06-01T12:00:00+02:00'));
    expect(troubled.length).toBeGreaterThan(0);
    expect(isCalm).toBe(false);
    expect(incidents).toContain('Aucun incident ouvert pour votre profession');
    expect((await boardAt('pharmacien', at('2025-06-01T12:00:00+02:00'))).isCalm).toBe(false);
    expect((await boardAt('opticien', at('2025-05-31T12:00:00+02:00'))).isCalm).toBe(true);
  });

  it('says of what it is since when, on the board, the answer and the incident', async () => {
    const crisis = at('2024-02-02T12:00:00+01:00');
    const board = await dashboard.visit(`/opticien?${crisis}`, bare);
    const line = board.locator('article.incident', { hasText: 'Viamedis' });
    expect(await line.locator('.meta').innerText()).toMatch(
      /portail web depuis lundi 29 janvier, prise en charge depuis jeudi 1er février/,
    );
    const answer = await dashboard.visit(`/opticien/malakoff-humanis?${crisis}`, bare);
    expect(await answer.locator('.band .facts').innerText()).toMatch(
      /Depuis\s+jeudi 1er février\s.+portail web depuis le 29 janvier.*, prise en charge depuis le 1er février/s,
    );
    const platform = await dashboard.visit(`/plateformes/viamedis?${crisis}`, bare);
    expect(await platform.locator('article.incident .meta').innerText()).toMatch(
      /portail web.* depuis lundi 29 janvier.*prise en charge.* depuis .*1er février/s,
    );
  });

  it('writes the first of a month, and no midnight of what is known to the day, wherever it is read', async () => {
    const text = async (path: string) => (await fetch(dashboard.origin() + path)).text();
    const crisis = at('2024-02-02T12:00:00+01:00');
    const paths = [
      `/opticien?${crisis}`,
      `/opticien/malakoff-humanis?${crisis}`,
      `/pharmacien/malakoff-humanis?${crisis}`,
      `/plateformes/viamedis?${crisis}`,
      `/avis?${crisis}`,
      `/historique?${crisis}`,
      `/feeds/history.atom?${crisis}`,
      `/feeds/history.atom?granularity=update&${crisis}`,
      `/embed/opticien?${at('2024-02-01T12:00:00+01:00')}`,
      `/badges/viamedis.svg?profession=optician&${at('2024-02-01T12:00:00+01:00')}`,
    ];
    for (const path of paths) {
      const said = (await text(path))
        .replace(/<script[\s\S]*?<\/script>/g, '')
        .replace(/\d{4}-\d\d-\d\dT[\w:.%+]+/g, '')
        .replace(/<(?!\/?sup)[^>]+>/g, '');
      expect(said, path).not.toMatch(/(?<!\d)1 (janvier|février|mars)/);
      expect(said, path).not.toMatch(/\b0?0:00\b/);
    }
    expect(await text(paths[8] ?? '')).toContain('le 1er février 2024 à 12:00');
  });
});
