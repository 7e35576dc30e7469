import { Resvg } from '@resvg/resvg-js';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INKS, type SignName } from '#server/contract/signs';
import {
  CARD_HEIGHT,
  CARD_WIDTH,
  type Card,
  drawCard,
  lengthOf,
  wrapped,
} from '#server/http/feeds/card-drawing';
import { fontFiles, pictureOf } from '#server/http/feeds/card-picture';
import { createPublicFormats } from '#server/http/feeds/public-formats';
import { aNotice, aSaid, aWriter, faultOf, openWorld, type World } from '../support/world/writers';

const HOSTILE = '"><script>alert(1)</script><image href="http://evil.example/x.png"/> & ]]>';

/** A picture as another program decodes it. */
const pixelsOf = (png: Buffer) => {
  const href = `data:image/png;base64,${png.toString('base64')}`;
  const frame = `<svg xmlns="http://www.w3.org/2000/svg" width="${png.readUInt32BE(16)}" height="${png.readUInt32BE(20)}"><image width="100%" height="100%" href="${href}"/></svg>`;
  const { pixels, width, height } = new Resvg(frame).render();
  return { pixels, width, height };
};
const holds = (png: Buffer, ink: string): boolean => {
  const { pixels } = pixelsOf(png);
  const wanted = Number.parseInt(ink.slice(1), 16);
  for (let at = 0; at < pixels.length; at += 4)
    if (((pixels[at] ?? 0) << 16) + ((pixels[at + 1] ?? 0) << 8) + (pixels[at + 2] ?? 0) === wanted)
      return true;
  return false;
};

const aCard = (given: Partial<Card> = {}): Card => ({
  title: 'Alba',
  about: 'Tiers payant pour les opticiens',
  lines: [{ text: 'Non', sign: 'suspended', isMain: true }, { text: 'Paiement suspendu' }],
  instant: 'État de maintenant',
  verify: 'À vérifier sur comptoir.example',
  warning: null,
  ...given,
});

describe('the drawing of a card', () => {
  it.each<[SignName]>([['possible'], ['restricted'], ['suspended'], ['depends'], ['unknown'], ['presumed']])(
    'has the sign and the colour of « %s »',
    async (sign) => {
      const picture = Buffer.from(
        await pictureOf(drawCard(aCard({ lines: [{ text: 'x', sign, isMain: true }] }))),
      );
      expect(pixelsOf(picture)).toMatchObject({ width: CARD_WIDTH, height: CARD_HEIGHT });
      expect(holds(picture, INKS[sign])).toBe(true);
      const isGreen = sign === 'possible' || sign === 'presumed';
      expect(holds(picture, INKS.possible)).toBe(isGreen);
    },
  );
  it('never lets a text become a tag, nor ask for anything', () => {
    const nul = String.fromCharCode(0);
    const text = HOSTILE + nul;
    const card = { title: text, about: text, instant: text, verify: text, warning: text };
    const svg = drawCard(aCard({ ...card, lines: [{ text }] }));
    expect(svg).not.toMatch(/<(?:script|image)| href="|&(?!amp;|lt;|gt;|quot;)/);
    expect(svg).not.toContain(nul);
    expect(new Resvg(svg).imagesToResolve()).toEqual([]);
  });
  it('cuts a text that is too long after a word, and says so', () => {
    const words = 'Mutuelle Générale de l’Éducation Nationale et de beaucoup d’autres professions';
    const lines = wrapped(words, 64, 600, 2);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/[\p{L}]…$/u);
    expect(words.startsWith(lines.join(' ').slice(0, -1))).toBe(true);
  });
  it('has no text wider than it counts, whatever is written', () => {
    const font = { loadSystemFonts: false, fontFiles: fontFiles(), defaultFontFamily: 'Source Sans 3' };
    const letters = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzMWŒœÉéàç0123456789 ,;:’«»–—…@%&\u202f');
    fc.assert(
      fc.property(fc.string({ unit: letters, minLength: 1, maxLength: 60 }), (text) => {
        const svg = drawCard(
          aCard({ title: text, about: text, lines: [{ text, sign: 'unknown' }], verify: text }),
        );
        const box = new Resvg(svg, { font }).innerBBox();
        expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(CARD_WIDTH);
        const alone = `<svg xmlns="http://www.w3.org/2000/svg" width="9000" height="99"><text x="0" y="60" font-size="50" font-weight="700">${text.replaceAll('&', '&amp;')}</text></svg>`;
        const length = new Resvg(alone, { font }).getBBox()?.width ?? 0;
        // Kerning and what leans over its advance.
        expect(length).toBeLessThanOrEqual(lengthOf(text, 50) * 1.02 + 6);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the card of a page', () => {
  let world: World;
  let open: ReturnType<typeof createPublicFormats>;
  let incident: string;
  let notice: string;
  beforeAll(async () => {
    world = await openWorld();
    open = createPublicFormats(world.deps, world.report);
    const north = await aWriter(world, { organisation: 'north' });
    ({ incident } = (await north.post('/statements', aSaid())).body);
    const opticians = await aWriter(world, { organisation: 'opticians' });
    notice = (await opticians.post('/notices', aNotice({ title: HOSTILE }))).body.id;
  });
  afterAll(() => world.close());

  const read = async (path: string) => {
    const response = await open.request(path);
    const bytes = Buffer.from(await response.arrayBuffer());
    return { status: response.status, headers: response.headers, bytes };
  };
  const paths = () => [
    '/cards/opticien.png',
    '/cards/opticien/alba.png',
    '/cards/opticien/operateur/north.png',
    `/cards/incidents/${incident}.png`,
    `/cards/avis/${notice}.png`,
  ];

  it('is a picture of 1200 × 630 for boards, answers, incidents and notices, kept for a moment only', async () => {
    for (const path of paths()) {
      const { status, headers, bytes } = await read(path);
      expect(status, path).toBe(200);
      expect(headers.get('Content-Type')).toBe('image/png');
      expect(headers.get('Cache-Control')).toBe('public, max-age=60, must-revalidate');
      expect(bytes.subarray(1, 4).toString()).toBe('PNG');
      expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630]);
    }
  });
  it('is red where it is no, and green nowhere then', async () => {
    const { bytes } = await read('/cards/opticien/operateur/north.png');
    expect(holds(bytes, INKS.suspended)).toBe(true);
    expect(holds(bytes, INKS.possible)).toBe(false);
  });
  it('turns grey once nothing confirms it, whatever it was', async () => {
    const readModel: typeof world.deps.readModel = {
      ...world.deps.readModel,
      read: async (asked) => ({ ...(await world.deps.readModel.read(asked)), age: 60_000 }),
    };
    const away = createPublicFormats({ ...world.deps, readModel }, world.report);
    for (const path of ['/cards/pharmacien/operateur/south.png', '/cards/opticien.png']) {
      expect(holds((await read(path)).bytes, INKS.possible), path).toBe(true);
      const response = await away.request(path);
      expect(holds(Buffer.from(await response.arrayBuffer()), INKS.possible), path).toBe(false);
      expect(response.headers.get('Age')).toBe('60');
    }
  });
  it.each([
    ['/cards/fleuriste.png', 404, '/profession'],
    ['/cards/opticien/albo.png', 404, undefined],
    ['/cards/incidents/none.png', 404, undefined],
    ['/cards/opticien/alba.jpg', 400, '/param/file'],
    ['/cards/opticien/alba.png?at=yesterday', 400, '/query/at'],
  ])('%s is refused', async (path, status, pointer) => {
    const response = await open.request(path);
    const fault = faultOf({ status: response.status, body: await response.json() });
    expect(fault).toMatchObject(pointer === undefined ? { status } : { status, pointer });
  });
});
