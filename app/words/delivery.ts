import { instantInYear } from '#server/contract/calendar';
import type { Words } from '#server/contract/words';
import type { Basis } from '#server/domain/facts/vocabulary';
import { adviceSentence } from './advice';
import { basisWords } from './flows';
import { moment, shortDay, time } from './instants';
import { counted, fr, listed, lowered, of, typeset } from './typography';
import { answered, groupWords, paymentWords, reasonSentence } from './verdicts';

type Answered = Parameters<Words['delivery']['answer']>[2];

/** So many names are read at a glance; the rest are counted. */
const MOST_NAMED = 3;

const named = (names: readonly string[]): string => {
  const shown = names.slice(0, MOST_NAMED).map(typeset);
  const rest = names.length - shown.length;
  return listed(rest === 0 ? shown : [...shown, fr`${counted(rest, 'autre')}`]);
};

/** « depuis 15:00 » of today, « depuis le 28 novembre, 15:00 » of another day. */
const sinceThen = ({ since, at }: Answered): string => {
  if (since === null) return '';
  const isToday = shortDay(since.toISOString()) === shortDay(at.toISOString());
  return isToday ? ` depuis ${time(since.toISOString())}` : ` depuis le ${moment(since.toISOString())}`;
};

/** What is not simply so, and is told with that. */
const UNSURE: readonly Basis[] = ['announced', 'contested', 'reported'];

/** The words of what those who follow are told. */
export const deliveryWords: Words['delivery'] = {
  answer: (names, plural, answer) => {
    const word = groupWords[answer.group].word.toUpperCase();
    const paid =
      answer.payment === 'normal' || answer.group === 'no-convention'
        ? ''
        : fr`, ${lowered(paymentWords[answer.payment].word)}`;
    return fr`${named(names)}, ${plural} : ${word}${paid}${sinceThen(answer)}`;
  },
  payment: (names, plural, answer) =>
    fr`${named(names)}, ${plural} : ${lowered(paymentWords[answer.payment].word)}${sinceThen(answer)}`,
  was: (group, payment) => fr`Était : ${answered(group, payment)}.`,
  reason: (reason, basis) =>
    basis !== null && UNSURE.includes(basis)
      ? fr`${reasonSentence(reason)} : ${basisWords[basis]}.`
      : fr`${reasonSentence(reason)}.`,
  expectedBack: (instant) => fr`Retour annoncé le ${instantInYear(instant)}.`,
  mutuelles: (names) => fr`Mutuelles concernées : ${named(names)}.`,
  notice: (turn, title) =>
    ({
      published: fr`Avis : ${typeset(title)}`,
      corrected: fr`Avis corrigé : ${typeset(title)}`,
      withdrawn: fr`Avis retiré : ${typeset(title)}`,
    })[turn],
  maintenance: (turn, platform) => {
    const name = `Maintenance ${of(typeset(platform))}`;
    return {
      announced: fr`${name} : annoncée`,
      tomorrow: fr`${name} : dans 24 heures`,
      begun: fr`${name} : commencée`,
      over: fr`${name} : terminée`,
      cancelled: fr`${name} : annulée`,
    }[turn];
  },
  window: (from, to) => fr`Du ${instantInYear(from)} au ${instantInYear(to)}.`,
  advice: (code) => adviceSentence[code],
  andMore: (title, count) => fr`${title} (et ${counted(count, 'autre')})`,
};
