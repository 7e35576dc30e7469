import { useLocation } from '@remix-run/react';
import { useHydrated } from '../../ui/hydrated';

/** Tokens that stand after « # » in links, which browsers keep to themselves: no log has them, ours or a proxy's. */
const tokenAfterHash = (hash: string): string => /^#jeton=([\w-]+)$/.exec(hash)?.[1] ?? '';

/** From a field where one pastes the link, or its token alone. */
export const pastedToken = (text: string): string =>
  text
    .trim()
    .replace(/^.*jeton=/, '')
    .slice(0, 200);

/** `given`: what the server knows of it. Empty where there is none, or no script to read it: it has to be pasted. */
export const useLinkToken = (given = ''): string => {
  const { hash } = useLocation();
  const isRunning = useHydrated();
  return given || (isRunning ? tokenAfterHash(hash) : '');
};
