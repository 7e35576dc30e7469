import type { Words } from '#server/contract/words';
import type { Follow } from '#server/domain/facts/follows';

const MAX_LENGTH = 2_000;

/** What is asked for as the query of the page that adds it; null: it does not fit an address, and is asked there anew. */
export const prefilled = ({ professions }: Words, [only, ...others]: readonly Follow[]): string | null => {
  if (only === undefined || others.length > 0) return null;
  const query = new URLSearchParams([
    ['profession', professions[only.profession].slug],
    ...only.mutuelles.map((id) => ['mutuelle', id]),
    ...only.platforms.map((id) => ['operateur', id]),
    ...only.flows.map((id) => ['echange', id]),
    ...only.kinds.map((id) => ['quoi', id]),
  ]).toString();
  return query.length > MAX_LENGTH ? null : query;
};
