/** Where to go back after signing in: our own pages only. */
export const returnOf = (address: string | null): string =>
  address && /^\/espace(?:[/?#]|$)/.test(address) && !address.includes('\\') ? address : '/espace';
