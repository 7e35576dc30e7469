import type { Qr } from './qr.server';

type QrCodeProps = { qr: Qr; label: string };

/** Black on white whatever the theme: a telephone reads it. */
export const QrCode = ({ qr: { size, path }, label }: QrCodeProps) => (
  <svg
    className="qr"
    role="img"
    aria-label={label}
    viewBox={`0 0 ${size} ${size}`}
    shapeRendering="crispEdges"
  >
    <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
    <path fill="#000" d={path} />
  </svg>
);
