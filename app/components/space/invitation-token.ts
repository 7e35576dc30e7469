/** What a link of invitation carries after « # », which browsers keep to themselves; empty: nothing. */
export const tokenAfterHash = (hash: string): string => /^#jeton=([\w-]+)$/.exec(hash)?.[1] ?? '';

/** From a field where one pastes the link, or its token alone. */
export const pastedToken = (text: string): string =>
  text
    .trim()
    .replace(/^.*jeton=/, '')
    .slice(0, 200);
