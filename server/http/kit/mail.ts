import type { Deps } from '../deps';

/** A letter leads to our pages: they must have an address. */
export const hasMail = ({ channels, publicUrl }: Pick<Deps, 'channels' | 'publicUrl'>): boolean =>
  channels.relay !== null && publicUrl !== null;
