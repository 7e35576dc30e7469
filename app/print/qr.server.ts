import QRCode from 'qrcode';

/** An address as squares: one path, in a square of `size` units, the quiet zone of the standard around it. */
export type Qr = { size: number; path: string };

const QUIET = 4;

export const qrOf = (address: string): Qr => {
  const { modules } = QRCode.create(address, { errorCorrectionLevel: 'M' });
  const numbers = Array.from({ length: modules.size }, (_, index) => index);
  const squares = numbers.flatMap((row) =>
    numbers.flatMap((column) =>
      modules.get(row, column) ? [`M${column + QUIET} ${row + QUIET}h1v1h-1z`] : [],
    ),
  );
  return { size: modules.size + 2 * QUIET, path: squares.join('') };
};
