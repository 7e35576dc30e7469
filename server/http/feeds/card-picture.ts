import { createRequire } from 'node:module';
import pLimit from 'p-limit';
import { CARD_FONT } from './card-drawing';

const { resolve } = createRequire(import.meta.url);

/** Whatever machine it is drawn on, a card has the same letters. */
export const fontFiles = (): string[] => [
  resolve('@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf'),
  resolve('@expo-google-fonts/source-sans-3/700Bold/SourceSans3_700Bold.ttf'),
];

/** Drawn on another thread, one after the other: those who ask for all of them leave a core to the readers. */
const oneAtATime = pLimit(1);

export const pictureOf = (svg: string): Promise<Uint8Array<ArrayBuffer>> =>
  oneAtATime(async () => {
    const { renderAsync } = await import('@resvg/resvg-js');
    const font = { loadSystemFonts: false, fontFiles: fontFiles(), defaultFontFamily: CARD_FONT };
    const picture = await renderAsync(svg, { font, logLevel: 'off' });
    return new Uint8Array(picture.asPng());
  });
