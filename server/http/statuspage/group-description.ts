import type { Words } from '#server/contract/words';
import { isOnCards } from '#server/domain/facts/directory';
import type { Profession } from '#server/domain/facts/vocabulary';
import { servedIn } from '#server/domain/incidents/statuspage-components';
import { answerForOperator } from '#server/domain/judgement/answer';
import { groupOf } from '#server/domain/judgement/board';
import { judgePlatform } from '#server/domain/judgement/candidate';
import { worsePayment } from '#server/domain/judgement/effects';
import type { ReadContext } from '../kit/request-scope';

/** `likely`: how many mutuelles each operator is a likely one of, in the profession asked. */
type View = ReadContext & {
  words: Words;
  profession: Profession | null;
  likely: ReadonlyMap<string, number>;
};

/**
 * What a card of this operator is answered, which the states of its flows do not tell: of one profession its answer with
 * the payment, and of how many mutuelles it is a likely operator; of all professions, a payment that is not normal.
 */
export const groupDescription = (view: View, platform: string): string | null => {
  const { read, profession } = view;
  const asked = read.directory.platforms.get(platform);
  if (!isOnCards(asked)) return null;
  return profession === null ? ofAll(view, platform) : ofOne(view, platform, profession);
};

const ofOne = (view: View, platform: string, profession: Profession): string => {
  const { words, known, likely } = view;
  const question = { profession, card: { code: null, csr: null }, concentrator: null };
  const judged = answerForOperator(known, question, platform);
  const answer = words.answered(groupOf(judged), judged.payment);
  const said = words.answeredFor(words.professions[profession].plural, answer, judged.reason);
  const mutuelles = likely.get(platform) ?? 0;
  return mutuelles === 0 ? said : `${said} ${words.likelyFor(mutuelles)}`;
};

const ofAll = ({ words, known }: View, platform: string): string | null => {
  const served = servedIn(known, platform, null);
  const paymentOf = (profession: Profession) =>
    judgePlatform(known, platform, { profession, mutuelle: null, concentrator: null }).payment;
  const worst = served.map(paymentOf).reduce(worsePayment, 'normal');
  if (worst === 'normal') return null;
  const concerned = served.filter((profession) => paymentOf(profession) === worst);
  const plurals = concerned.map((profession) => words.professions[profession].plural);
  return words.paymentFor(worst, concerned.length === served.length ? [] : plurals);
};
