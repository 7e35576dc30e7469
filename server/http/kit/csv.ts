/** A CSV file as French spreadsheets open it: `;`, UTF-8 with its mark. */
export const csvOf = (columns: readonly string[], rows: readonly Record<string, unknown>[]): string =>
  `\ufeff${[columns, ...rows.map((row) => columns.map((name) => row[name]))]
    .map((cells) => cells.map(cellOf).join(';'))
    .join('\r\n')}\r\n`;

export const csvHeaders = (name: string, caching: string) => ({
  'Content-Type': 'text/csv; charset=utf-8',
  'Content-Disposition': `attachment; filename="${name}"`,
  'Cache-Control': caching,
});

/** Quoted, and never read as a formula by a spreadsheet. */
const cellOf = (value: unknown): string => {
  const text =
    value instanceof Date
      ? value.toISOString()
      : typeof value === 'object' && value !== null
        ? JSON.stringify(value)
        : String(value ?? '');
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${plain.replaceAll('"', '""')}"`;
};
