import { type Db, newId } from '#db/database';
import { addSubscriber, setFollows } from '#db/subscriptions';
import { createSecrets } from '#server/accounts/secrets';
import type { KeptTarget } from '#server/delivery/targets';
import type { Follow } from '#server/domain/facts/follows';
import { keptOf } from '#server/http/subscriptions/targets';
import { SECRET_KEY } from '../runner/program';

/** Somebody who is told by a program under test, as if confirmed: opticians, of what an operator's answer becomes. */
export const subscribed = async (
  db: Db,
  target: KeptTarget,
  given: Partial<Follow> & Pick<Follow, 'platforms'>,
): Promise<string> => {
  const now = new Date();
  const kept = keptOf({ secrets: createSecrets(SECRET_KEY), now: () => now }, target);
  const id = newId();
  const added = await addSubscriber(db, { ...kept, id, createdAt: now, confirmedAt: now });
  if (!added) throw new Error('cette adresse est déjà avertie');
  await setFollows(db, id, [
    { profession: 'optician', mutuelles: [], flows: [], kinds: ['change'], ...given },
  ]);
  return id;
};
