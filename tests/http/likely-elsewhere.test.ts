import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BoardRow } from '#server/contract/answers';
import { isTouched } from '#server/contract/touched';
import { createPublicFormats } from '#server/http/feeds/public-formats';
import { openDoors } from '../support/runner/api';
import { createDatabase } from '../support/runner/database';

const IN_THE_CRISIS = `at=${encodeURIComponent('2024-02-02T12:00:00+01:00')}`;
const BEFORE = `at=${encodeURIComponent('2024-01-28T12:00:00+01:00')}`;

/** February 2024, read by a pharmacist: most mutuelles have no known operator, and likely ones are touched. */
describe('an operator known in other professions, wherever a machine reads', () => {
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let doors: ReturnType<typeof openDoors>;
  let formats: ReturnType<typeof createPublicFormats>;
  beforeAll(async () => {
    database = await createDatabase('seeded');
    doors = openDoors(database);
    formats = createPublicFormats(doors.deps, doors.report);
  });
  afterAll(async () => {
    expect(doors.accidents).toEqual([]);
    await database.close();
  });
  const board = async (query: string, profession = 'pharmacist'): Promise<BoardRow[]> =>
    (await doors.get(`/api/v1/answers?profession=${profession}&${query}`)).body.answers;
  const feed = async (query: string) => (await formats.request(`/feeds/history.atom?${query}`)).text();
  const groupOf = async (platform: string, query: string) => {
    const { body } = await doors.get(`/api/v2/components.json?${query}`);
    return body.components.find(({ id }: { id: string }) => id === platform).description;
  };

  it('counts as touched while it is', async () => {
    const all = await board(IN_THE_CRISIS);
    const touched = await board(`${IN_THE_CRISIS}&touched=true`);
    expect(touched).toEqual(all.filter(isTouched));
    expect(touched.find(({ mutuelle }) => mutuelle === 'mgen')).toMatchObject({
      reason: 'no-convention',
      likely: [{ platform: 'viamedis', verdict: 'restricted', payment: 'suspended' }],
    });
    expect(touched.filter(({ likely }) => likely.length > 0).length).toBeGreaterThan(90);
    expect(await board(`${BEFORE}&touched=true`)).toEqual([]);
  });
  it('is a condition in the feed of a mutuelle, and says what it would answer', async () => {
    const text = await feed(`profession=pharmacist&mutuelle=mgen&${IN_THE_CRISIS}`);
    expect(text).toMatch(
      /<subtitle>Si la carte dit Viamedis \(connu chez les opticiens\)\s: Oui, avec réserve, paiement suspendu\.<\/subtitle>/,
    );
    const titles = [...text.matchAll(/<entry>\s*<title[^>]*>(?:<!\[CDATA\[)?([^<\]]+)/g)].map(
      ([, title]) => title,
    );
    expect(titles).toEqual([
      expect.stringMatching(/^Si la carte dit Viamedis \(connu chez les opticiens\)\s: Cyberattaque/),
    ]);
  });
  it.each([
    ['for a mutuelle whose operator is known', 'profession=optician&mutuelle=mgen'],
    ['for whoever names no profession', 'mutuelle=mgen'],
    ['for whoever names no mutuelle', 'profession=pharmacist'],
  ] as const)('is no condition %s', async (_, query) => {
    const text = await feed(`${query}&${IN_THE_CRISIS}`);
    expect(text).toContain('<entry>');
    expect(text).not.toContain('Si la carte dit');
    expect(text).not.toContain('<subtitle>');
  });
  it('brings to a feed nothing of an operator that is closed to the profession', async () => {
    // Alan is with Almerys for opticians; the incident of Viamedis is not its own.
    expect(await feed(`profession=optician&mutuelle=alan&${IN_THE_CRISIS}`)).not.toContain('<entry>');
  });
  it.each([
    [
      'of one profession: the answer with its payment, and for how many it is likely',
      'viamedis',
      `profession=pharmacist&${IN_THE_CRISIS}`,
      /^Pour les pharmaciens\s: Oui, avec réserve, paiement suspendu \(droits en ligne coupés\)\. Opérateur probable de \d+ autres mutuelles\s: lisez-le sur la carte\.$/,
    ],
    [
      'of one profession on a quiet day',
      'almerys',
      `profession=optician&${BEFORE}`,
      /^Pour les opticiens\s: Oui \(aucun incident signalé\)\./,
    ],
    [
      'of all: the payment that is not normal, and for whom',
      'viamedis',
      IN_THE_CRISIS,
      /^Paiement suspendu pour les pharmaciens\.$/,
    ],
  ])('Statuspage v2 tells a group %s', async (_, platform, query, said) => {
    expect(await groupOf(platform, query)).toMatch(said);
  });
  it('Statuspage v2 tells nothing of a group where nothing is to be told', async () => {
    expect(await groupOf('viamedis', BEFORE)).toBeNull();
    expect(await groupOf('sesam-vitale', `profession=pharmacist&${IN_THE_CRISIS}`)).toBeNull();
  });
  it('a badge and a framed board say the payment in its words', async () => {
    const badge = await (
      await formats.request(`/badges/viamedis.svg?profession=pharmacist&${IN_THE_CRISIS}`)
    ).text();
    expect(badge).toContain('Oui, avec réserve, paiement suspendu');
    const frame = await (await formats.request(`/embed/pharmacien?${IN_THE_CRISIS}`)).text();
    expect(frame).toContain('<strong data-judged>Oui, avec réserve, paiement suspendu</strong>');
  });
});
