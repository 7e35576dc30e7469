/** What is printed: a table in Markdown, and whether every target in it is met. */
export type Table = { lines: string[]; areAllMet: boolean };

export const lineOf = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '/').replace(/\s+/g, ' ')).join(' | ')} |`;

export const gaveUp = (error: unknown): string =>
  `gave up: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
