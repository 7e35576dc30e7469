import { cardInPicture } from '#app/scanner/card-in-picture';
import { progress } from '../faults/kit/support';
import { prepareReaderHere } from '../support/runner/card-reader';
import { drawn, drawnCards } from '../support/world/drawn-cards';
import type { Measure } from './measure';

const CARDS = 200;
const LEAST = 0.99;
/** Of the directory, with and without zeros at their head, and of nine digits. */
const KNOWN = ['00401737', '00410001', '75111021', '331591333', '28502991'];

/** Cards of four symbologies, turned any way, grainy, in a dim room: read, and none for another. */
export const cardsRead: Measure = {
  id: 'drawn-cards',
  isInProcess: true,
  async run() {
    await prepareReaderHere();
    let read = 0;
    let wrong = 0;
    for (const drawing of drawnCards(CARDS, KNOWN)) {
      const { amc, code, csr, symbology, turned, grain, light } = drawing;
      const seen = await cardInPicture(drawn(drawing) as ImageData, KNOWN);
      const isRight = JSON.stringify(seen) === JSON.stringify({ kind: 'card', card: { amc, code, csr } });
      if (isRight) read += 1;
      else
        progress(
          'drawn-cards',
          `${symbology}, ${turned}°, grain ${grain}, light ${light.toFixed(2)}: ${seen.kind}`,
        );
      if (!isRight && seen.kind === 'card') wrong += 1;
    }
    return [
      {
        what: 'drawn cards read by the camera’s reader',
        target: `${CARDS * LEAST} of ${CARDS}, 0 wrong`,
        measured: `${read} of ${CARDS}, ${wrong} wrong`,
        isMet: read >= CARDS * LEAST && wrong === 0,
        figures: [],
      },
    ];
  },
};
