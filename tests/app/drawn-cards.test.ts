import { beforeAll, describe, expect, it } from 'vitest';
import { cardInPicture } from '#app/scanner/card-in-picture';
import { prepareReaderHere } from '../support/runner/card-reader';
import { type Drawing, drawn, drawnCards } from '../support/world/drawn-cards';

const KNOWN = ['00401737', '00410001', '75111021', '331591333', '28502991'];
const GS = '\u001d';
const STRAIGHT = { turned: 0, grain: 20, light: 0.9, seed: 1 };

beforeAll(prepareReaderHere);

const seen = (drawing: Drawing) => cardInPicture(drawn(drawing) as ImageData, KNOWN);

describe('a card before a camera', () => {
  it.each(
    drawnCards(16, KNOWN).map((card) => [card.symbology, card.turned, card.light.toFixed(2), card] as const),
  )(
    '%s, turned by %i degrees, in light %s: its number, type and CSR, and nothing else',
    async (_, __, ___, card) => {
      const { amc, code, csr } = card;
      expect(await seen(card)).toEqual({ kind: 'card', card: { amc, code, csr } });
    },
  );

  it.each([
    ['the address of a shop', 'https://example.org/00401737'],
    ['a box of medicine', '0103400930000120'],
    ['a number of nobody', '99999999'],
    ['the number of a person', '185029912345678'],
    ['a person whose number begins as one of ours does', '2850299112345'],
    ['a person, then a card', `1850299123456${GS}00401737`],
  ])('%s is no card, and none of it is told', async (_, text) => {
    expect(await seen({ symbology: 'datamatrix', text, ...STRAIGHT })).toEqual({ kind: 'unreadable' });
  });

  it('a picture without a code, or without light, shows none', async () => {
    const dark = { ...STRAIGHT, symbology: 'qrcode', text: KNOWN[0] ?? '', light: 0.02, grain: 60 } as const;
    expect(await seen(dark)).toEqual({ kind: 'none' });
  });
});
