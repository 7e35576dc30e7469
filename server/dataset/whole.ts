import type { Db } from '#db/database';
import { type Item, NOUNS } from '#db/dataset/nouns';
import { readItems } from '#db/dataset/record';

const ALL_AS_WORD = ['conventions', 'statements', 'maintenances', 'notices'];

/** The whole public record as one dataset file, in a stable order, as of one instant; instants in UTC. */
export const readWhole = (db: Db): Promise<object> =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (view) => {
      const lists: Record<string, object[]> = {};
      for (const noun of NOUNS) {
        const items = await readItems(view, noun);
        lists[noun.list] = ALL_AS_WORD.includes(noun.list)
          ? items.map((item) => ({ ...item, professions: item.professions ?? 'all' }))
          : items;
      }
      // Keys that came after the format was fixed: absent when they say nothing.
      const notices = lists.notices?.map((notice) => ({
        ...notice,
        corrects: (notice as Item).corrects ?? undefined,
      }));
      const statements = lists.statements?.map((statement) => ({
        ...statement,
        witness: (statement as Item).witness === false ? false : undefined,
      }));
      return { format: 'comptoir-dataset/1', ...lists, statements, notices };
    });
