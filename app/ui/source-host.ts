/** A backslash, or a name before the host, is read otherwise by a browser than by people. */
const PLAIN = /^https?:\/\/[^@/?#\\]+([/?#][^\\]*)?$/i;

/** The host that an address of a source leads to. Null: it is not http(s), or not plainly so: nobody is led there by a link. */
export const sourceHost = (address: string): string | null => {
  try {
    return PLAIN.test(address) ? new URL(address).host.replace(/^www\./, '') : null;
  } catch {
    return null;
  }
};
