import { SHAPES, type SignName } from '#server/contract/signs';
import type { Basis, BoardGroup, Health, Payment, Reason, Verdict } from '#server/domain/facts/vocabulary';
import { type HealthWord, healthWordOf, presumedWord } from '../words/flows';
import { doubtWords } from '../words/freshness';
import { groupOf, groupWords, paymentWords, shownOf, signOf, verdictWords } from '../words/verdicts';
import { useDoubtOfMark } from './freshness';
import others from './signs.svg?raw';

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

/** Past its time every state is drawn as unknown, here once for all callers. */
export const Sign = ({ id }: { id: string }) => (
  <svg className="sign" aria-hidden="true">
    <use href={`#${useSign(id)}`} />
  </svg>
);

/** The sign to draw for one of a state. */
const useSign = (id: string): string => {
  const doubt = useDoubtOfMark();
  if (!doubt || id === 'sign-none') return id;
  if (id.startsWith('pay-')) return 'pay-unknown';
  return id.startsWith('sign-') ? 'sign-unknown' : id;
};

/** What a mark was, beside « à vérifier ». */
export const Was = ({ word }: { word: string | null }) =>
  word === null ? null : (
    <>
      {' '}
      <small className="was">{doubtWords.was(word)}</small>
    </>
  );

type Judged = { verdict: Verdict; reason: Reason | string };

/** Shape, colour and word, always together. */
export const VerdictMark = ({ verdict, reason }: Judged) => {
  const isDoubted = useDoubtOfMark() !== null;
  const { className, word, was } = shownOf(groupOf({ verdict, reason }), isDoubted);
  return (
    <span className={`verdict ${className}`}>
      <Sign id={signOf({ verdict, reason })} />
      <span>
        <span data-judged>{word}</span>
        <Was word={was} />
      </span>
    </span>
  );
};

/** Of a whole group: hollow when nothing in it is proven. */
export const groupSign = (group: BoardGroup, presumed: boolean) =>
  group === 'possible' && presumed ? 'sign-possible-presumed' : groupWords[group].sign;

/** Payment speaks in ink and a banknote, never in the colour of a verdict. */
export const PaymentMark = ({ payment }: { payment: Payment }) => {
  const isDoubted = useDoubtOfMark() !== null && payment !== 'unknown';
  const { sign, word, was } = paymentWords[payment];
  return (
    <span className="pay-line">
      <Sign id={sign} />
      <span data-judged>{isDoubted ? paymentWords.unknown.word : word}</span>
      <Was word={isDoubted ? was : null} />
    </span>
  );
};

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
