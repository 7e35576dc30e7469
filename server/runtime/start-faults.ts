import type { Env } from '#server/env';

/** What a machine refuses at the start, in one sentence with its cure, by Node's code; anything else as it says itself. */
export const startFault = (error: unknown, env: Pick<Env, 'HOST' | 'PORT' | 'DATA_DIR'> | null): string => {
  if (!(error instanceof Error)) return String(error);
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  const isOfAddress = syscall === 'listen' || syscall === 'bind';
  const address = env ? `${env.HOST}:${env.PORT}` : 'cette adresse';
  if (isOfAddress && code === 'EADDRINUSE')
    return `${address} est déjà prise par un autre programme : arrêtez-le, ou donnez un autre port (PORT=3001 npm start).`;
  if (isOfAddress && code === 'EACCES')
    return `Ce compte n’a pas le droit d’écouter sur ${address} : donnez un port au-dessus de 1023 (PORT=3000) et un relais devant.`;
  if (isOfAddress && code === 'EADDRNOTAVAIL')
    return `${address} n’est pas une adresse de cette machine : donnez 127.0.0.1 dans HOST.`;
  const place = path ?? env?.DATA_DIR ?? 'le dossier de données';
  if (code === 'ENOSPC') return `Le disque est plein, rien ne s’écrit dans ${place} : faites de la place.`;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return `Ce compte n’a pas le droit d’écrire dans ${place} : ouvrez-le-lui, ou donnez un autre dossier dans DATA_DIR.`;
  return error.message;
};
