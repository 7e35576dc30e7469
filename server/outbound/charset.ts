/** Where a document may say in which charset it is, in bytes: well past what HTML asks for, as browsers look. */
const PRESCAN = 8192;

const BOMS: readonly (readonly [string, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16be', [0xfe, 0xff]],
  ['utf-16le', [0xff, 0xfe]],
];

/** What windows-1252 writes where Latin-1 has control characters. */
const C1 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

type Decode = (bytes: Buffer) => string;

/** Null: no charset of that name is known. */
const decoderOf = (label: string): Decode | null => {
  try {
    const decoder = new TextDecoder(label);
    // Node takes windows-1252 for Latin-1, or not, by its version (nodejs/node#56542).
    return decoder.encoding === 'windows-1252'
      ? windows1252
      : (bytes) => decoder.decode(bytes, { stream: true });
  } catch {
    return null;
  }
};

const windows1252: Decode = (bytes) =>
  bytes.toString('latin1').replace(/[\x80-\x9f]/g, (sign) => C1[sign.charCodeAt(0) - 0x80] ?? sign);

// No two blanks side by side in it, nor in what follows: a page full of blanks takes no longer than another.
const CHARSET = /charset\s*=\s*["']?([^\s"';,>/]+)/i;

const UNDECLARED = ['utf-8', 'windows-1252'];

/**
 * Reads a document as it comes: by its mark (BOM), which browsers put before all, by its header, then by what it
 * declares itself. One that says nothing is read both ways there are, in UTF-8 and in windows-1252.
 */
export const createTextReader = (contentType: string) => {
  const byHeader = CHARSET.exec(contentType)?.[1] ?? null;
  const isMarkup = contentType === '' || /html|xml/i.test(contentType);
  let held: Buffer = Buffer.alloc(0);
  let decoders: readonly Decode[] | null = null;
  let readings: string[] = [];
  const read = (piece: Buffer) => {
    readings = (decoders ?? []).map((decode, index) => (readings[index] ?? '') + decode(piece));
  };
  /** Null: it may still say. */
  const chosen = (isWhole: boolean): readonly Decode[] | null => {
    const bom = BOMS.find(([, mark]) => mark.every((byte, at) => held[at] === byte))?.[0];
    const start = held.toString('latin1', 0, PRESCAN);
    for (const label of [bom, byHeader, isMarkup ? declaredIn(start) : null]) {
      const decode = label ? decoderOf(label) : null;
      if (decode) return [decode];
    }
    const isSilent = isWhole || !isMarkup || held.length >= PRESCAN || BODY_BEGUN.test(start);
    return isSilent ? UNDECLARED.flatMap((label) => decoderOf(label) ?? []) : null;
  };
  const choose = (isWhole: boolean) => {
    decoders = chosen(isWhole);
    // Whatever it will say it is in, letters without accents are read as they are.
    readings = [held.toString('latin1').replace(/[\x80-\xff]/g, '\ufffd')];
    if (!decoders) return;
    readings = [];
    read(held);
  };
  return {
    add: (piece: Buffer): void => {
      if (decoders) {
        read(piece);
        return;
      }
      held = Buffer.concat([held, piece]);
      // A mark is three bytes at most.
      if (held.length >= 3) choose(false);
    },
    /** Nothing more comes: what has not said its charset will not. */
    end: (): void => {
      if (!decoders) choose(true);
    },
    /** The text so far, in each way it may be read. */
    readings: (): readonly string[] => readings,
  };
};

const BODY_BEGUN = /<(?:body|\/head|main|div|p|h1|form|table)[\s>]/i;

/** What a document says of itself: `<meta>` (charset, or http-equiv), or the line that begins XML. */
const declaredIn = (start: string): string | null => {
  const xml = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([^"']+)["']/i.exec(start)?.[1];
  const said = xml ?? metaIn(start.replace(/<!--.*?(?:-->|$)/gs, ''));
  // What can be read as ASCII is not in UTF-16, whatever it says.
  return said && /^utf-?16/i.test(said) ? 'utf-8' : said;
};

const metaIn = (start: string): string | null => {
  for (const [, attributes = ''] of start.matchAll(/<meta\s([^<>]*)>/gi)) {
    const label = CHARSET.exec(attributes)?.[1];
    if (label && (/http-equiv/i.test(attributes) || !/\bcontent\s*=/i.test(attributes))) return label;
  }
  return null;
};
