import type { Db } from '#db/database';
import { addVapid, findVapid } from '#db/vapid';
import type { Secrets } from '#server/accounts/secrets';

export type PushKeys = { publicKey: string; privateKey: string };

/** The pair of this service, made once, by whichever instance first needs it. */
export const pushKeys = async (db: Db, secrets: Secrets, now: Date): Promise<PushKeys> => {
  const kept = await findVapid(db);
  if (kept) return { publicKey: kept.publicKey, privateKey: secrets.unseal(kept.sealedPrivateKey) };
  const { default: library } = await import('web-push');
  const { publicKey, privateKey } = library.generateVAPIDKeys();
  await addVapid(db, { publicKey, sealedPrivateKey: secrets.seal(privateKey), madeAt: now });
  return pushKeys(db, secrets, now);
};
