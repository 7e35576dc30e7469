import type { Told } from '../client/stream';
import type { Asked } from './answer-data';

type Answered = {
  seq: number;
  at: string;
  knownAt: string;
  mutuelle?: string;
  platform?: string;
  reason: string;
  candidates: readonly { platform: string }[];
};

/**
 * The answer once it was told so; null: it must be asked for, as the stream says the short answers alone. What changed for
 * others leaves it as it is, confirmed.
 */
export const answerTold = <T extends Answered>(answer: T, asked: Asked, told: Told): T | null => {
  if (told.seq < answer.seq) return answer;
  if (told.since !== null && told.since > answer.seq) return null;
  const lines = told.answers.length + told.platforms.length;
  const isOurPlatform = (platform: string): boolean =>
    platform === answer.platform || answer.candidates.some((each) => each.platform === platform);
  const isOurs =
    told.answers.some(
      ({ mutuelle, candidates: [first, ...others] }) =>
        mutuelle === answer.mutuelle || (first && others.length === 0 && isOurPlatform(first.platform)),
    ) || told.platforms.some(({ platform }) => answer.reason === 'no-convention' || isOurPlatform(platform));
  // What changed no line may be another voice of this answer; a concentrator of one's own is in no line.
  const mayBeOurs = lines === 0 || told.notices !== undefined || asked.concentrator !== undefined;
  return isOurs || mayBeOurs ? null : { ...answer, seq: told.seq, at: told.at, knownAt: told.at };
};
