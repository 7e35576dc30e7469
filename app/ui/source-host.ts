/**
 * The host that an address of a source leads to. Null: it is not http(s), or a browser reads it otherwise than people do (a
 * name before the host, a slash the other way), so that nobody is led there by a link.
 */
export const sourceHost = (address: string): string | null => {
  try {
    const { protocol, host, username, password } = new URL(address);
    const isPlain = /^https?:$/.test(protocol) && username + password === '' && !address.includes('\\');
    return isPlain ? host.replace(/^www\./, '') : null;
  } catch {
    return null;
  }
};
