/** Our own pages, and nothing that a header or a log line would end at. */
const OWN = /^\/espace(?:[/?#][\x21-\x5b\x5d-\x7e]*)?$/;

/** Where to go back after signing in: our own pages only. */
export const returnOf = (address: string | null): string =>
  address && OWN.test(address) ? address : '/espace';
