import type { BoardGroup, Payment, Reason, Verdict } from '#server/domain/vocabulary';
import { groupOf, groupWords, paymentWords, signOf } from '../words/fr/verdicts';
import sprite from './signs.svg?raw';

/** Every sign, once a page: an external `<use>` fails offline. */
export const SignSprite = () => (
  // biome-ignore lint/security/noDangerouslySetInnerHtml: our own file, read when building
  <div className="sprite" dangerouslySetInnerHTML={{ __html: sprite }} />
);

export const Sign = ({ id }: { id: string }) => (
  <svg className="sign" aria-hidden="true">
    <use href={`#${id}`} />
  </svg>
);

type Judged = { verdict: Verdict; reason: Reason | string };

/** Shape, colour and word, always together. */
export const VerdictMark = ({ verdict, reason }: Judged) => {
  const { className, word } = groupWords[groupOf({ verdict, reason })];
  return (
    <span className={`verdict ${className}`}>
      <Sign id={signOf({ verdict, reason })} />
      <span data-judged>{word}</span>
    </span>
  );
};

/** Of a whole group: hollow when nothing in it is proven. */
export const groupSign = (group: BoardGroup, presumed: boolean) =>
  group === 'possible' && presumed ? 'sign-possible-presumed' : groupWords[group].sign;

/** Payment speaks in ink and a banknote, never in the colour of a verdict. */
export const PaymentMark = ({ payment }: { payment: Payment }) => (
  <span className="pay-line">
    <Sign id={paymentWords[payment].sign} />
    <span data-judged>{paymentWords[payment].word}</span>
  </span>
);
