import MiniSearch from 'minisearch';
import { fold } from '#server/contract/search';

type Named = { id: string; name: string };

/** The few ids nearest to an unknown one, best first. */
export const near = (id: string, known: Iterable<Named>): Named[] => {
  const index = new MiniSearch<Named>({
    fields: ['id', 'name'],
    storeFields: ['id', 'name'],
    processTerm: (term) => fold(term) || null,
    searchOptions: { prefix: true, fuzzy: 0.34 },
  });
  index.addAll([...known].map(({ id, name }) => ({ id, name })));
  return index
    .search(id)
    .slice(0, 5)
    .map((found) => ({ id: found.id, name: found.name }));
};
