import fc from 'fast-check';

/** What is sent by those who wish us ill, or whose program is wrong. */

const DEEP = 10_000;

/** Texts that have broken others. */
export const TEXTS = [
  ...['', ' ', '\u0000', 'a\u0000b', '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'],
  ...['../../../etc/passwd', '%00', '%', '%ff', "' or 1=1 --", '\ud800', '\udfff\ud800', '\u202e', '\ufeff'],
  ...['null', 'NaN', '-0', '1e999', '0x10', '{{7*7}}', '<script>alert(1)</script>', '\r\nX: y'],
  ...[
    '9999-12-31T23:59:59Z',
    '0000-01-01T00:00:00Z',
    '+275760-09-13T00:00:00.000Z',
    '2026-02-30',
    '-1',
    '2147483648',
  ],
  'é'.repeat(300),
  'a'.repeat(5_000),
];

const VALUES: readonly unknown[] = [
  ...TEXTS,
  ...[
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e308,
    Number.MAX_SAFE_INTEGER + 2,
    [],
    {},
    [[]],
    [null],
    { length: 1e9 },
  ],
  JSON.parse('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"a":1}}}'),
];

/** A body that is nearly right: a leaf changed, a field gone, one that should not be there. */
export const spoilt = (value: unknown): fc.Arbitrary<unknown> => {
  if (Array.isArray(value) && value.length > 0)
    return fc.oneof(
      fc.constantFrom(...VALUES),
      fc.nat(value.length - 1).chain((index) => spoilt(value[index]).map((each) => value.with(index, each))),
      fc.constant([...value, ...value, ...value]),
    );
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0)
    return fc.constantFrom(...VALUES);
  const fields = Object.entries(value);
  return fc.constantFrom(...fields).chain(([name, held]) =>
    fc.oneof(
      spoilt(held).map((each) => ({ ...value, [name]: each })),
      fc.constant(Object.fromEntries(fields.filter(([other]) => other !== name))),
      fc.constantFrom(...TEXTS).map((extra) => Object.fromEntries([...fields, [extra, held]])),
    ),
  );
};

/** Bodies that are no JSON of anything. */
export const BODIES: readonly Buffer[] = [
  Buffer.from(''),
  Buffer.from('{'),
  Buffer.from('[1,]'),
  Buffer.from('"'),
  Buffer.from('\u0000'),
  Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0xc0, 0x80, 0x22, 0x7d]),
  Buffer.from([0xed, 0xa0, 0x80]),
  Buffer.from('{"__proto__":{"a":1},"__proto__":[]}'),
  Buffer.from('{"text":"\\ud800"}'),
  Buffer.from(`${'['.repeat(DEEP)}${']'.repeat(DEEP)}`),
  Buffer.from(`${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`),
  Buffer.from(`{"statements":${'['.repeat(DEEP)}${']'.repeat(DEEP)}}`),
  Buffer.from('a,b;c\n"unclosed'),
  Buffer.from('1e999'),
];

/** Pieces of an address that are not even well encoded. */
export const PIECES = [
  '%',
  '%zz',
  '%00',
  '%ff',
  '%c0%80',
  '%ed%a0%80',
  '..%2f..%2f',
  '%2e%2e',
  '%0d%0aX:y',
  '*',
  '%F0%9F%98',
];
