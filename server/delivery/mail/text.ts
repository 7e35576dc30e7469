import { linesOf, type MailBlock, type MailDocument, oneLine, webAddress } from './document';

/** The same without any mark: blocks apart by an empty line, addresses whole on a line of their own. */
export const textOf = ({ title, blocks, foot }: MailDocument): string =>
  `${[oneLine(title), ...blocks.map(written), SIGNATURE + foot.map(written).join('\n\n')].join('\n\n')}\n`;

/** What mail programs fold or leave out of an answer (RFC 3676 §4.3). */
const SIGNATURE = '-- \n';

const written = (block: MailBlock): string => {
  if (block.kind === 'link') return [oneLine(block.label), webAddress(block.url) ?? ''].join('\n').trimEnd();
  if (block.kind === 'list')
    return [oneLine(block.label), ...block.items.map((item) => `- ${oneLine(item)}`)].join('\n');
  return linesOf(block.text).join('\n');
};
