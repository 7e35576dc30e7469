import type { Instant } from '#server/contract/calendar';
import type { Words } from '#server/contract/words';
import type { BoardGroup, Payment, Profession } from '#server/domain/facts/vocabulary';
import { tradeName } from '../ui/names';
import { stagePhrase } from './incidents';
import { fullDay, fullMoment, IN_PARIS, longInstant, since } from './instants';
import { professionWords } from './professions';
import { capital, counted, fr, listed, lowered } from './typography';
import { answered, groupWords, paymentWords, reasonSentence, shownOf } from './verdicts';

type AnswerShown = {
  name: string;
  profession: Profession;
  group: BoardGroup;
  payment: Payment;
  since: Instant | null;
};

/** A « Oui » is so until something is said, and a card decides whenever it is read; the rest began some day. */
const BEGUN: readonly BoardGroup[] = ['suspended', 'restricted', 'unknown'];
const sinceWhen = (group: BoardGroup, from: Instant | null): string =>
  from === null || !BEGUN.includes(group) ? '' : ` ${since(from)}`;

/** Where no operator is known nothing is known of its payment either. */
const paymentOf = (group: BoardGroup, payment: Payment): string =>
  group === 'no-convention' || group === 'likely' ? '' : ` — ${lowered(paymentWords[payment].word)}`;

/** « Harmonie, opticiens : NON depuis le 29 janvier, 15:00 — paiement suspendu ». `isDoubted`: nothing confirms it. */
export const answerHeadline = (answer: AnswerShown, isDoubted: boolean): string => {
  const { name, profession, group, payment } = answer;
  const word = shownOf(group, isDoubted).word.toUpperCase();
  const said = isDoubted ? word : `${word}${sinceWhen(group, answer.since)}${paymentOf(group, payment)}`;
  return fr`${name}, ${professionWords[profession].plural} : ${said}`;
};

/** « Lundi 30 novembre 2026, 14:05 (Paris) : rien de signalé. À vérifier sur comptoir.example. ». */
export const datedSentence = (at: Instant, sentence: string, place: string): string => {
  const end = /[.!?…]$/.test(sentence) ? '' : '.';
  return fr`${capital(longInstant(at))}${IN_PARIS} : ${lowered(sentence)}${end} ${verifyOn(place)}.`;
};

/** « Tiers payant : opticiens ». */
export const boardTitleOf = (plural: string): string => fr`Tiers payant : ${plural}`;

/** « 131 Non et 4 Oui ; paiement pas normal pour 12 mutuelles ». */
export const unpaidSentence = (said: string, unpaid: number): string =>
  unpaid === 0 ? said : fr`${said} ; ${counted(unpaid, 'mutuelle')} sans paiement normal`;

const verifyOn = (place: string): string => `À vérifier sur ${place}`;

export const cardWords: Words['card'] = {
  named: tradeName,
  forProfession: (plural) => `Tiers payant pour les ${plural}`,
  ofMutuelles: (count) => `Sur ${counted(count, 'mutuelle')}`,
  counted: (group, count, unpaid) =>
    fr`${groupWords[group].word} : ${count}${unpaid === 0 ? '' : `, dont ${unpaid} sans paiement normal`}`,
  payment: (payment) => paymentWords[payment].word,
  why: (reason, basis, verdict, from) => `${reasonSentence(reason, basis)}${sinceWhen(verdict, from)}`,
  wasAnswered: (group, payment) => fr`était : ${answered(group, payment)}`,
  incident: (stage, isClosed) =>
    isClosed ? 'Incident clos' : `Incident en cours – ${stagePhrase(stage, false)}`,
  began: (at) => `Depuis le ${fullMoment(at)}`,
  nothingCut: fr`Plus rien de coupé ; pas encore clos`,
  notice: (author) => fr`Avis : ${author}`,
  forWhom: (professions) =>
    professions === null
      ? 'Pour toutes les professions'
      : `Pour les ${listed(professions.map((each) => professionWords[each].plural))}`,
  published: (at) => `Publié le ${fullMoment(at)}`,
  withdrawn: (at) => `Retiré le ${fullDay(at)}`,
  expired: (at) => `Expiré le ${fullDay(at)}`,
  inForce: (at) => fr`Valable jusqu'au ${fullDay(at)}`,
  state: (at) => `État du ${longInstant(at)}${IN_PARIS}`,
  past: (at) => fr`Rejeu : ce qui était connu le ${longInstant(at)}`,
  doubted: fr`À vérifier : plus rien ne nous confirme cet état`,
  verifyOn,
};
