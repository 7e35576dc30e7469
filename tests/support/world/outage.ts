import type { Db } from '#db/database';
import { load } from './datasets';

/** An outage of an operator under way, by its own word: pec down for opticians since an hour ago. */
export const OUTAGE = 'panne-en-cours';

const hourAgo = () => new Date(Date.now() - 3_600_000).toISOString();

export const loadOutage = async (db: Db, id = OUTAGE, platform = 'viamedis'): Promise<string> => {
  const said = { incident: id, by: platform, effectiveAt: hourAgo(), recordedAt: hourAgo() };
  const loaded = await load(db, {
    format: 'comptoir-dataset/1',
    incidents: [{ id, title: 'Panne des prises en charge', cause: 'outage', platforms: [platform] }],
    statements: [
      {
        ...said,
        id: `${id}-1`,
        health: 'down',
        text: 'Les demandes n’aboutissent plus.',
        platform,
        flows: ['pec'],
        professions: ['optician'],
      },
    ],
  });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusal));
  return id;
};
