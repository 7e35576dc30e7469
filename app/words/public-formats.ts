import { factInYear, instantInYear } from '#server/contract/calendar';
import type { Words } from '#server/contract/words';
import { BOARD_GROUPS, FLOWS, HEALTHS, type Profession } from '#server/domain/facts/vocabulary';
import { boardTitleOf, cardWords } from './cards';
import { channelWords } from './channels';
import { deliveryWords } from './delivery';
import { flowHealth, flowWords, healthWords, presumedWord } from './flows';
import { stageWords } from './incidents';
import { fullDay, longInstant, time } from './instants';
import { likelyWords } from './likely';
import { daysToldAtOnce, scopeOfDays } from './payment-days';
import { professionOfSlug, professionWords } from './professions';
import { lettersWords } from './space-letters';
import { subscriptionLetterWords } from './subscription-letters';
import { capital, counted, fr, listed, lowered, of, typeset } from './typography';
import { answered, groupWords, paymentWords, reasonSentence } from './verdicts';
import { widgetWords } from './widget';

export const referenceWords: Words['reference'] = {
  title: 'Référence de l’API',
  lead: fr`Tout ce que montrent nos pages se lit sans clé. Une lecture se rejoue à un instant passé avec « at » : c'est aussi le mode d'essai de votre logiciel. La même description, pour un programme :`,
  parts: 'Parties de la référence',
  taken: (route: string): string => fr`Paramètres de ${route}`,
  columns: ['Paramètre', 'Où', 'Obligatoire', 'Valeurs', 'Exemple'],
  places: { path: 'adresse', query: 'question', header: 'en-tête' },
  yes: 'oui',
  no: 'non',
  body: 'Corps attendu',
  tryIt: fr`Essayer :`,
  example: 'Exemple',
};

/** What a verdict and a title read once nothing confirms them any longer: in a copy, and in a frame left open. */
export const unconfirmedWords = {
  word: (was: string): string => `À vérifier (était ${was})`,
  reason: (was: string): string => fr`était : ${was}`,
  title: (title: string): string => `À vérifier – ${title}`,
};

/** What a page of the published folder says of its own age; the longer form is read without JavaScript. */
export const publishedWords = {
  ...unconfirmedWords,
  /** As the title of a board writes its instant. */
  instant: (instant: Date): string => longInstant(instant.toISOString()),
  state: (generatedAt: Date, validUntil: Date): string =>
    fr`Copie de secours : état de ${time(generatedAt.toISOString())}, ${fullDay(generatedAt.toISOString())} ; à vérifier passé ${time(validUntil.toISOString())}.`,
  stale: (generatedAt: Date): string =>
    fr`À vérifier : cette copie date de ${longInstant(generatedAt.toISOString())} et n'est plus tenue à jour.`,
  clocksApart: (generatedAt: Date): string =>
    fr`À vérifier : cette copie se dit de ${longInstant(generatedAt.toISOString())} ; l'horloge de cet appareil ou la nôtre se trompe.`,
  notAsked: (generatedAt: Date): string =>
    fr`Cette copie montre l'état de ${longInstant(generatedAt.toISOString())}, pas celui demandé par cette adresse.`,
  now: ', maintenant',
  refused: {
    title: fr`La copie de secours ne répond pas à cette adresse`,
    lead: fr`Notre service est injoignable pour le moment. Sa copie de secours ne montre que le tableau de maintenant, en entier : elle ne sait rien d'un autre instant, d'un filtre, d'une recherche ou d'une page à part. Réessayez dans une minute.`,
    boards: 'Le tableau de la copie, par profession',
  },
};

/** What is said to programs, feeds and other people's pages. */
export const openWords: Words = {
  flows: Object.fromEntries(FLOWS.map((flow) => [flow, flowWords[flow].name])) as Words['flows'],
  professions: professionWords,
  allProfessions: 'toutes professions',
  notVerified: 'non vérifié',
  incidentClosed: 'Incident clos.',
  maintenanceOf: (platform) => `Maintenance ${of(platform)}`,
  maintenanceOver: 'Maintenance terminée.',
  maintenanceBegun: 'Maintenance en cours.',
  maintenanceCancelled: 'Maintenance annulée.',
  said: (platform, flow, health) => fr`${platform} : ${flowHealth(flow, health)}`,
  feedTitle: (names) => titled('Comptoir – incidents du tiers payant', names),
  noticesTitle: (names) => titled('Comptoir – avis des syndicats et des autorités', names),
  noticeWithdrawn: (title) => fr`Retiré : ${title}`,
  calendarTitle: (names) => titled('Comptoir – maintenances', names),
  incidentIn: (title, stage) => `${typeset(title)} – ${stageWords[stage]}`,
  saidBy: (name, instant, text, precision) => `${fr`${name}, ${factInYear(instant, precision)} :`} ${text}`,
  verdicts: Object.fromEntries(
    BOARD_GROUPS.map((group) => [group, groupWords[group].word]),
  ) as Words['verdicts'],
  healths: Object.fromEntries(
    HEALTHS.map((health) => [health, healthWords[health].word]),
  ) as Words['healths'],
  presumed: presumedWord.word,
  asOf: (instant) => `le ${instantInYear(instant)}`,
  notConfirmedSince: (instant) =>
    fr`À vérifier : plus rien ne nous confirme cet état depuis le ${instantInYear(instant)}.`,
  clocksApart: widgetWords.clocksApart,
  unconfirmed: unconfirmedWords,
  boardOf: boardTitleOf,
  wholeBoard: 'Voir le tableau entier',
  mutuellesCounted: (group, count, of, unpaid) => {
    const said = fr`${groupWords[group].word} : ${counted(count, 'mutuelle')} sur ${of}`;
    return unpaid === 0 ? said : fr`${said}, dont ${unpaid} où le paiement n'est pas normal`;
  },
  likelyCounted: (count) =>
    fr`dont ${counted(count, 'mutuelle')} avec un opérateur probable : lisez-le sur la carte`,
  answered,
  ifCardSays: (operators) => ifCardSays(operators),
  under: (condition, said) => fr`${condition} : ${said}`,
  likelyAnswer: (operator, verdict, payment) =>
    fr`${ifCardSays([operator])} : ${answered(verdict, payment)}.`,
  paymentDays: daysToldAtOnce,
  paymentScope: scopeOfDays,
  answeredFor: (plural, answer, reason) =>
    fr`Pour les ${plural} : ${answer} (${lowered(reasonSentence(reason))}).`,
  likelyFor: (mutuelles) =>
    fr`Opérateur probable de ${counted(mutuelles, 'autre mutuelle', 'autres mutuelles')} : lisez-le sur la carte.`,
  paymentFor: (payment, plurals) =>
    plurals.length === 0
      ? fr`${paymentWords[payment].word}.`
      : fr`${paymentWords[payment].word} pour les ${listed(plurals)}.`,
  card: cardWords,
  professionOf: professionOfSlug,
  backHome: 'Revenir au tableau',
  channels: channelWords,
  letters: lettersWords,
  delivery: deliveryWords,
  subscriptionLetters: subscriptionLetterWords,
  typeset,
  reference: referenceWords,
  flowsConcerned: (flows) => capital(listed(flows.map((flow) => flowWords[flow].inList))),
};

const ifCardSays = (operators: readonly { name: string; knownFor: readonly Profession[] }[]): string => {
  const named = operators.map(({ name, knownFor }) => `${name} ${likelyWords.knownFor(knownFor)}`);
  return fr`${likelyWords.ifCardSays}${named.join(' ou ')}`;
};

const titled = (title: string, names: readonly string[]): string =>
  names.length === 0 ? title : `${title} – ${names.join(', ')}`;
