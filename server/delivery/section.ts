import type { Words } from '#server/contract/words';
import type { FollowedKind } from '#server/domain/facts/vocabulary';
import type { Judged } from './fan-out';
import type { Section } from './message';

export type Composing = Judged & { words: Words; origin: string };
/** `topic`: what it continues. */
export type Composed = Section & { topic: string };

export const nameOfSpeaker = ({ read }: Composing, id: string | null): string | null =>
  id === null ? null : (read.directory.organisations.get(id)?.name ?? id);

export const section = (
  kind: FollowedKind,
  topic: string,
  url: string,
  said: Pick<Section, 'title' | 'lines'> & Partial<Section>,
): Composed => ({ kind, topic, url, saidBy: null, advice: [], nextUpdateDue: null, ...said });
