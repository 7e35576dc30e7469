/** The text of a CSV file: Excel writes UTF-8 or Windows-1252 as its settings of the day have it. */
export const csvTextOf = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
};
