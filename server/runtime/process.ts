import type { Env } from '#server/env';

/** Why a start failed, in one sentence with its cure, by Node's error code; another error keeps its own message. */
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

/** Within ten seconds of being asked the process is gone, done or not. */
const SHUTDOWN_MS = 9_500;
/** A first start makes a database, on a slow machine for long: cut short, it would leave its PostgreSQL running. */
const ARRIVAL_MS = 60_000;

type Step = () => unknown;

/**
 * Resolves when the process is asked to leave, be it while it still starts: what is open by then is taken down once all
 * is. Asked twice it is gone at once; a start that never ends is ended.
 */
export const askedToLeave = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      process.once(signal, () => {
        setTimeout(() => process.exit(1), ARRIVAL_MS).unref();
        resolve();
      });
  });

/**
 * Takes the program down, step by step, once: a step that fails keeps none of the others from being done. `exit` code 0
 * for who was asked to leave, 1 for who has to be started again.
 */
export const createStop = (steps: readonly Step[], failed: (error: unknown) => void) => {
  let isLeaving = false;
  return async (code: 0 | 1): Promise<void> => {
    if (isLeaving) return;
    isLeaving = true;
    setTimeout(() => {
      failed(new Error(`pas arrêté en ${SHUTDOWN_MS / 1000} s`));
      process.exit(1);
    }, SHUTDOWN_MS).unref();
    for (const step of steps) {
      try {
        await step();
      } catch (error) {
        failed(error);
      }
    }
    process.exit(code);
  };
};
