import { create } from 'qrcode';

/** A QR code as one path, in a square of `size`, its quiet zone included. */
export type Qr = { size: number; path: string };

/** ISO/IEC 18004 asks for four modules around it. */
const QUIET = 4;

export const qrOf = (text: string): Qr => {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const dark = Array.from(modules.data, (bit, index) => {
    const x = QUIET + (index % modules.size);
    const y = QUIET + Math.floor(index / modules.size);
    return bit ? `M${x} ${y}h1v1h-1z` : '';
  });
  return { size: modules.size + 2 * QUIET, path: dark.join('') };
};
