import type { Words } from '#server/contract/words';
import { isOnCards, type Platform } from '#server/domain/facts/directory';
import { PROFESSIONS, type Profession } from '#server/domain/facts/vocabulary';
import { servedIn } from '#server/domain/incidents/statuspage-components';
import { answerForOperator } from '#server/domain/judgement/answer';
import { groupOf } from '#server/domain/judgement/board';
import { worsePayment } from '#server/domain/judgement/effects';
import { likelyCounts } from '#server/domain/judgement/likely';
import type { ReadContext } from '../kit/request-scope';

type View = ReadContext & { words: Words; profession: Profession | null };

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

const answered = ({ known }: View, platform: Platform['id'], profession: Profession) => {
  const question = { profession, card: { code: null, csr: null }, concentrator: null };
  return answerForOperator(known, question, platform);
};

const ofOne = (view: View, platform: string, profession: Profession): string => {
  const { words, known } = view;
  const judged = answered(view, platform, profession);
  const answer = words.answered(groupOf(judged), judged.payment);
  const said = words.answeredFor(words.professions[profession].plural, answer, judged.reason);
  const likely = likelyCounts(known, profession).get(platform) ?? 0;
  return likely === 0 ? said : `${said} ${words.likelyFor(likely)}`;
};

const ofAll = (view: View, platform: string): string | null => {
  const { words, known } = view;
  const payments = servedIn(known, platform, null).map((profession) => ({
    profession,
    payment: answered(view, platform, profession).payment,
  }));
  const worst = payments.map(({ payment }) => payment).reduce(worsePayment, 'normal');
  if (worst === 'normal') return null;
  const concerned = payments.filter(({ payment }) => payment === worst).map(({ profession }) => profession);
  const plurals = PROFESSIONS.filter((each) => concerned.includes(each)).map(
    (each) => words.professions[each].plural,
  );
  return words.paymentFor(worst, concerned.length === payments.length ? [] : plurals);
};
