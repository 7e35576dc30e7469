import { SHAPES, type SignName } from '#server/contract/signs';
import type { Basis, Health, Payment } from '#server/domain/facts/vocabulary';
import { type HealthWord, healthWordOf, presumedWord } from '../words/flows';
import { doubtWords } from '../words/freshness';
import { verdictWords } from '../words/verdicts';
import { useDoubtOfMark } from './freshness';
import { type Judged, paymentMark, shownSign, verdictMark } from './marks';
import others from './signs.svg?raw';
import { Written } from './written';

const IDS: Record<SignName, string> = {
  possible: 'sign-possible',
  presumed: 'sign-possible-presumed',
  restricted: 'sign-restricted',
  suspended: 'sign-suspended',
  depends: 'sign-depends',
  likely: 'sign-likely',
  unknown: 'sign-unknown',
  'no-convention': 'sign-none',
  maintenance: 'sign-maintenance',
};

const symbols = (Object.keys(SHAPES) as SignName[]).map((sign) => {
  const drawing = SHAPES[sign]('currentColor', 'var(--color-glyph)');
  return `<symbol id="${IDS[sign]}" viewBox="0 0 24 24">${drawing}</symbol>`;
});
const sprite = others.replace('</svg>', `${symbols.join('')}</svg>`);

/** Every sign, once a page: an external `<use>` fails offline. */
export const SignSprite = () => (
  // biome-ignore lint/security/noDangerouslySetInnerHtml: our own file, read when building
  <div className="sprite" dangerouslySetInnerHTML={{ __html: sprite }} />
);

export const Sign = ({ id }: { id: string }) => (
  <svg className="sign" aria-hidden="true">
    <use href={`#${shownSign(id, useDoubtOfMark() !== null)}`} />
  </svg>
);

/** What a mark was, beside « à vérifier ». */
export const Was = ({ word }: { word: string | null }) =>
  word === null ? null : (
    <>
      {' '}
      <small className="was">{doubtWords.was(word)}</small>
    </>
  );

/** Shape, colour and word, always together. */
export const VerdictMark = (judged: Judged) => (
  <Written {...verdictMark(judged, useDoubtOfMark() !== null)} />
);

export const PaymentMark = ({ payment }: { payment: Payment }) => (
  <Written {...paymentMark(payment, useDoubtOfMark() !== null)} />
);

type HealthMarkProps = { health: Health; basis: Basis; short?: boolean };

/** The state of one flow: shape, colour and word; past its time « à vérifier ». `short`: « RAS » where room is scarce. */
export const HealthMark = ({ health, basis, short = false }: HealthMarkProps) => {
  const healthWord = healthWordOf(health, basis);
  const word = short && healthWord === presumedWord ? presumedWord.short : healthWord.word;
  if (useDoubtOfMark() === null) return <Mark healthWord={healthWord} word={word} />;
  return <Mark healthWord={verdictWords.unknown} was={health === 'unknown' ? null : word} />;
};

type MarkProps = { healthWord: HealthWord; word?: string; was?: string | null };

/** A word with its sign, as it is given: of a legend, or of the past. */
export const Mark = ({ healthWord, word = healthWord.word, was = null }: MarkProps) => (
  <span className={`verdict ${healthWord.className}`}>
    <Sign id={healthWord.sign} />
    <span>
      {word}
      <Was word={was} />
    </span>
  </span>
);
