import { offlineWords } from '../words/offline';
import type { Standing } from './copy';

/** A clock is put right by seconds, ms: beyond, it was set back. */
const PUT_RIGHT_MS = 30_000;

/** Why nothing signed vouches for what came when this device's clock said `wall`; null: it does. `now`: by that clock. */
export const doubtOfSigned = (
  { seen, refused, wall: latest }: Pick<Standing, 'seen' | 'refused' | 'wall'>,
  wall: number,
  now: number,
): string | null => {
  if (refused !== null) return offlineWords.doubts.refused;
  if (seen === null) return offlineWords.doubts.unsigned;
  return now < Math.max(latest, wall) - PUT_RIGHT_MS ? offlineWords.doubts.clock : null;
};
