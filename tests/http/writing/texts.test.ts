import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seenText, writtenText, writtenTitle } from '#server/contract/texts';
import {
  aNotice,
  aSaid,
  aWriter,
  faultOf,
  openWorld,
  type World,
  type Writer,
} from '../../support/world/writers';

let world: World;
const writers: Record<string, Writer> = {};
beforeAll(async () => {
  world = await openWorld();
  for (const organisation of ['north', 'opticians', 'desk', 'alba'])
    writers[organisation] = await aWriter(world, {
      organisation,
      role: organisation === 'desk' ? 'desk' : 'manager',
    });
});
afterAll(() => world.close());
const by = (organisation: string): Writer => writers[organisation] as Writer;

const window = () => ({
  platform: 'north',
  professions: ['optician'],
  flows: ['pec'],
  from: world.in(3_600_000),
  to: world.in(7_200_000),
});
const opened = (given: object) => ({ title: 'Panne inventée', platforms: ['north'], ...given });
const convention = (given: object) => ({
  mutuelle: 'alba',
  platform: 'north',
  professions: 'all',
  from: '2024-02-01',
  ...given,
});

const SURE = { source: { confidence: 'low' } };

type Send = (text: string) => Promise<{ status: number; body: unknown }>;
/** Each free text that a writer may send, with the most characters it may have; null: what its body may. */
const TEXTS: readonly (readonly [what: string, pointer: string, most: number | null, send: Send])[] = [
  ['a statement', '/text', 2000, (text) => by('north').post('/statements', aSaid({ text }))],
  ['an incident', '/title', 200, (title) => by('north').post('/incidents', opened({ title }))],
  ['its cause', '/cause', 200, (cause) => by('north').post('/incidents', opened({ cause }))],
  [
    'its first step',
    '/update/text',
    2000,
    (text) => by('north').post('/incidents', opened({ update: { text } })),
  ],
  ['a step', '/text', 2000, (text) => by('north').post('/incidents/x/updates', { text })],
  [
    'a closing',
    '/note',
    2000,
    (note) => by('north').post('/incidents/x/closing', { effectiveAt: world.in(0), note }),
  ],
  ['a retraction', '/reason', 2000, (reason) => by('north').post('/statements/x/retraction', { reason })],
  ['a maintenance', '/text', 2000, (text) => by('north').post('/maintenances', { ...window(), text })],
  ['a notice', '/title', 200, (title) => by('opticians').post('/notices', aNotice({ title }))],
  ['its body', '/body', 2000, (body) => by('opticians').post('/notices', aNotice({ body }))],
  ['a withdrawal', '/reason', 2000, (reason) => by('opticians').post('/notices/x/withdrawal', { reason })],
  ['a mutuelle', '/name', 200, (name) => by('desk').put('/mutuelles/alba', { name })],
  [
    'its other names',
    '/aliases/0',
    200,
    (name) => by('desk').put('/mutuelles/alba', { name: 'Alba', aliases: [name] }),
  ],
  [
    'where a convention is known from',
    '/source/kind',
    200,
    (kind) => by('desk').post('/conventions', convention({ source: { kind, confidence: 'low' } })),
  ],
  [
    'the code of a convention',
    '/code',
    40,
    (code) => by('desk').post('/conventions', convention({ ...SURE, code })),
  ],
  ['its CSR', '/csr', 40, (csr) => by('desk').post('/conventions', convention({ ...SURE, csr }))],
  ['a decision', '/note', 2000, (note) => by('desk').post('/proposals/x/decision', { accepted: true, note })],
  [
    'an organisation',
    '/name',
    200,
    (name) => by('desk').post('/organisations', { id: 'invented', name, kind: 'press' }),
  ],
  ['a key', '/name', 100, (name) => by('north').post('/keys', { name, actions: ['statement'] })],
  [
    'a probe',
    '/name',
    100,
    (name) => by('desk').post('/probes', { platform: 'north', flow: 'pec', kind: 'heartbeat', name }),
  ],
  ['a closed account', '/reason', 2000, (reason) => by('north').post('/accounts/x/disabling', { reason })],
  [
    'an invitation',
    '/email',
    null,
    (name) => by('north').post('/invitations', { email: `${name}@example.org` }),
  ],
  [
    'a draft',
    '/content/texte/0',
    null,
    (text) => by('north').put('/drafts/essai', { content: { texte: [text] } }),
  ],
];

describe.each(TEXTS)('the text of %s', (_, pointer, most, send) => {
  it('shows all that it holds', async () => {
    for (const sign of ['\u202e', '\u200b']) {
      const refused = await send(`avant${sign}apres`);
      expect(refused).toMatchObject({
        status: 422,
        body: { detail: expect.stringContaining('ne se voient pas') },
      });
      expect(faultOf(refused as never)).toEqual({ status: 422, pointer, hasCure: true });
    }
  });
  it.skipIf(most === null)('is no longer than a reader reads', async () => {
    const refused = await send('a'.repeat((most ?? 0) + 1));
    expect(faultOf(refused as never)).toEqual({ status: 400, pointer, hasCure: true });
    expect(refused.body).toMatchObject({ detail: `Plus de ${most} signes.` });
  });
  it('may be as long as that, whatever it is written in', async () => {
    const { body } = await send('🦉'.repeat(most ?? 10));
    expect(JSON.stringify(body)).not.toMatch(/ne se voient pas|signes\./);
  });
});

describe('a sign that is not seen', () => {
  const isSeen = (text: string): boolean => seenText.safeParse(text).success;
  const SIGNS = [
    ...['\u061c', '\u200e', '\u200f', '\u202a', '\u202b', '\u202c', '\u202d', '\u202e'],
    ...['\u2066', '\u2067', '\u2068', '\u2069', '\u200b', '\u2060', '\ufeff', '\u180e', '\u2063'],
    ...['\u0007', '\u001b', '\u007f', '\u0085', '\u200c', '\u200d'],
  ];

  it('is refused wherever it stands in a text of ours', () => {
    const words = fc.string({ unit: fc.constantFrom(...'aé 1,\n🦉ß'), maxLength: 8 });
    fc.assert(
      fc.property(words, fc.constantFrom(...SIGNS), words, (before, sign, after) => {
        const isBetweenEmoji = sign === '\u200d' && before.endsWith('🦉') && after.startsWith('🦉');
        expect(isSeen(before + sign + after)).toBe(isBetweenEmoji);
      }),
    );
  });
  it.each([
    '👩‍👩‍👧',
    '👩🏽‍⚕️',
    '👁️‍🗨️',
    '🏳️‍🌈',
    'نامه\u200cای',
    'क्\u200dष',
    'Santéclair – 1ʳᵉ, l’« œuvre »\tà\r\nÉ',
  ])('is none in %s', (text) => expect(isSeen(text)).toBe(true));
  it.each(['a\u200db', 'é\u200cà', '👩\u200d', '\u200d👩', 'via\u200dmedis', 'в\u200dв', '1\u200d2'])(
    'is one in %j',
    (text) => expect(isSeen(text)).toBe(false),
  );
});

it('characters are counted as people count them, near enough', () => {
  expect(writtenTitle.safeParse('🦉'.repeat(200)).success).toBe(true);
  expect(writtenTitle.safeParse('🦉'.repeat(201)).success).toBe(false);
  expect(writtenText.safeParse('a'.repeat(2000)).success).toBe(true);
});
