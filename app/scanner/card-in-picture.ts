import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import { type Card, readCard } from '../board/scanned-card';
import { turned } from './turned';

/** What a picture shows: one card, several, a code that is none, or nothing that can be read. */
export type Picture = { kind: 'card'; card: Card } | { kind: 'several' | 'unreadable' | 'none' };

/** The four symbologies that cards carry. */
const OPTIONS: ReaderOptions = {
  formats: ['DataMatrix', 'QRCode', 'Code128', 'PDF417'],
  tryHarder: true,
  tryRotate: true,
  tryInvert: true,
  tryDenoise: true,
  textMode: 'Plain',
};

/** Where the reader finds its wasm: among our own files, never the library's own place. */
export const prepareReader = (wasm: { url: string } | { bytes: ArrayBuffer }): Promise<unknown> =>
  prepareZXingModule({
    overrides: 'url' in wasm ? { locateFile: () => wasm.url } : { wasmBinary: wasm.bytes },
    fireImmediately: true,
  });

/**
 * Bars are read along lines, and a long code is low: a card held askew is looked at again, turned by so many degrees. A
 * quarter turn is the reader's own.
 */
export const TURNS: readonly number[] = [0, 10, 80, 20, 70, 30, 60, 40, 50];

/**
 * The only place where what a code says is seen: its number, its type and its CSR leave it, the rest is dropped here.
 * `known`: the AMC numbers of the directory; a number that is none of them is no card's.
 */
export const cardInPicture = async (
  picture: ImageData,
  known: readonly string[],
  turns = TURNS,
): Promise<Picture> => {
  for (const degrees of turns) {
    const codes = await readBarcodes(degrees === 0 ? picture : turned(picture, degrees), OPTIONS);
    const texts = codes.flatMap(({ isValid, text }) => (isValid ? [text] : []));
    if (texts.length > 0) return cardAmong(texts, known);
  }
  return { kind: 'none' };
};

/** As a card and another are told apart. */
const keyOf = ({ amc, code, csr }: Card): string => [amc, code, csr].join(' ');

const cardAmong = (texts: readonly string[], known: readonly string[]): Picture => {
  const cards = texts.flatMap((text) => readCard(text, known)?.card ?? []);
  const byKey = new Map(cards.filter(({ amc }) => known.includes(amc)).map((card) => [keyOf(card), card]));
  const [card, ...others] = byKey.values();
  if (!card) return { kind: 'unreadable' };
  return others.length === 0 ? { kind: 'card', card } : { kind: 'several' };
};
