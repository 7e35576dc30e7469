import { linesOf, type MailBlock, type MailDocument, oneLine, webAddress } from './document';

/**
 * The HTML of a mail: nothing is fetched, nothing runs, nothing tells that it was read. Styles are written on each
 * element, for programs that drop the head; the head turns the colours where a dark screen is preferred.
 */
export const htmlOf = ({ title, blocks, foot }: MailDocument): string => {
  const heading = `<h1 class="ink" style="${STYLES.title}">${escaped(oneLine(title))}</h1>`;
  return [
    '<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">',
    `<title>${escaped(oneLine(title))}</title><style>${DARK}</style></head>`,
    `<body class="page" style="${STYLES.page}">`,
    `<div class="card" style="${STYLES.card}">${heading}${blocks.map(drawn).join('')}</div>`,
    `<div style="${STYLES.foot}">${foot.map(drawnInFoot).join('')}</div>`,
    '</body></html>',
  ].join('\n');
};

const FONT = "font-family:-apple-system,'Segoe UI',Roboto,'Noto Sans','Liberation Sans',Arial,sans-serif";
const STYLES = {
  page: `margin:0;padding:24px 12px;background:#faf9f6;color:#191d21;${FONT};font-size:16px;line-height:1.5`,
  card: 'max-width:576px;margin:0 auto;padding:24px;background:#ffffff;border:1px solid #dfdbd2;border-radius:6px',
  title: 'margin:0 0 16px;font-size:22px;line-height:1.3;color:#191d21;overflow-wrap:anywhere',
  heading:
    'margin:24px 0 8px;padding-top:16px;border-top:1px solid #dfdbd2;font-size:18px;line-height:1.35;color:#191d21;overflow-wrap:anywhere',
  text: 'margin:0 0 12px;color:#191d21;overflow-wrap:anywhere',
  list: 'margin:0 0 12px;padding-left:20px;color:#191d21;overflow-wrap:anywhere',
  link: 'color:#0d5468;font-weight:600;overflow-wrap:anywhere',
  foot: 'max-width:576px;margin:16px auto 0;padding:0 24px;font-size:14px',
  small: 'margin:0 0 8px;color:#474e55;overflow-wrap:anywhere',
  smallLink: 'color:#474e55;overflow-wrap:anywhere',
} as const;

const DARK = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.page{background:#14171a!important;color:#edebe6!important}
.card{background:#1b1f23!important;border-color:#31373d!important}
.ink{color:#edebe6!important;border-color:#31373d!important}
.soft{color:#bbc0c4!important}
.link{color:#84cbdd!important}
}`;

const drawn = (block: MailBlock): string => {
  if (block.kind === 'heading')
    return `<h2 class="ink" style="${STYLES.heading}">${escaped(oneLine(block.text))}</h2>`;
  if (block.kind === 'link') return paragraph('ink', STYLES.text, anchor(block, 'link', STYLES.link));
  if (block.kind === 'text') return paragraph('ink', STYLES.text, lines(block.text));
  const items = block.items.map((item) => `<li>${escaped(oneLine(item))}</li>`).join('');
  const label = paragraph('ink', `${STYLES.text};margin-bottom:4px`, escaped(oneLine(block.label)));
  return `${label}<ul class="ink" style="${STYLES.list}">${items}</ul>`;
};

const drawnInFoot = (block: MailBlock): string => {
  if (block.kind === 'link') return paragraph('soft', STYLES.small, anchor(block, 'soft', STYLES.smallLink));
  return block.kind === 'text' ? paragraph('soft', STYLES.small, lines(block.text)) : drawn(block);
};

const paragraph = (name: string, style: string, inside: string): string =>
  `<p class="${name}" style="${style}">${inside}</p>`;

const lines = (text: string): string => linesOf(text).map(escaped).join('<br>');

const anchor = ({ label, url }: { label: string; url: string }, name: string, style: string): string => {
  const href = webAddress(url);
  const text = escaped(oneLine(label));
  return href === null ? text : `<a class="${name}" style="${style}" href="${escaped(href)}">${text}</a>`;
};

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);
