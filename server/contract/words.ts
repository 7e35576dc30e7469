import type {
  AdviceCode,
  Basis,
  BoardGroup,
  Flow,
  Health,
  Payment,
  PaymentState,
  Precision,
  Profession,
  Reason,
  Stage,
  Verdict,
} from '#server/domain/facts/vocabulary';
import type { ChannelWords } from './channel-words';
import type { LettersWords, SubscriptionLetterWords } from './letter-words';

type PaymentDayTold = { day: string; state: PaymentState; expectedOn: string | null };
type LikelyOperator = { name: string; knownFor: readonly Profession[] };

/** `at`: the instant of the message. `since` null: it is not known. */
type Answered = { group: BoardGroup; payment: Payment; since: Date | null; at: Date };
/** `tomorrow`: it begins within the day. */
type MaintenanceTurn = 'announced' | 'tomorrow' | 'begun' | 'over' | 'cancelled';

/** The words of what leaves this service otherwise than by its pages; they live with those of the pages. */
export type Words = {
  flows: Record<Flow, string>;
  professions: Record<Profession, { slug: string; name: string; plural: string }>;
  /** Said where no profession was asked, so that nobody takes it for the answer of one. */
  allProfessions: string;
  notVerified: string;
  incidentClosed: string;
  maintenanceOf: (platform: string) => string;
  maintenanceOver: string;
  maintenanceBegun: string;
  maintenanceCancelled: string;
  /** « Viamedis : prise en charge coupée ». */
  said: (platform: string, flow: Flow, health: Health) => string;
  /** `names`: of the profession, platform and mutuelle asked, if any. */
  feedTitle: (names: readonly string[]) => string;
  /** Of the feed of notices. */
  noticesTitle: (names: readonly string[]) => string;
  noticeWithdrawn: (title: string) => string;
  calendarTitle: (names: readonly string[]) => string;
  incidentIn: (title: string, stage: Stage) => string;
  saidBy: (name: string, instant: Date, text: string, precision?: Precision) => string;
  flowsConcerned: (flows: readonly Flow[]) => string;
  verdicts: Record<BoardGroup, string>;
  healths: Record<Health, string>;
  presumed: string;
  /** « le 25 novembre 2026 à 14:05 »: when what is shown was so. */
  asOf: (instant: Date) => string;
  notConfirmedSince: (instant: Date) => string;
  clocksApart: string;
  /** « À vérifier (était Oui) », « était : aucun incident signalé », and of a title, once nothing confirms them. */
  unconfirmed: Record<'word' | 'reason' | 'title', (was: string) => string>;
  boardOf: (plural: string) => string;
  wholeBoard: string;
  /** `unpaid`: of these, those whose payment is not normal. */
  mutuellesCounted: (group: BoardGroup, count: number, of: number, unpaid: number) => string;
  /** Of those without a known convention, how many have an answer under a condition. */
  likelyCounted: (count: number) => string;
  /** « Oui, avec réserve, paiement suspendu »: a verdict never without a payment that is not normal. */
  answered: (group: BoardGroup, payment: Payment) => string;
  /** « Si la carte dit Viamedis (connu chez les opticiens) ». */
  ifCardSays: (operators: readonly LikelyOperator[]) => string;
  /** A thing that holds under such a condition. */
  under: (condition: string, said: string) => string;
  /** « Si la carte dit Viamedis (connu chez les opticiens) : Oui, paiement suspendu. ». */
  likelyAnswer: (operator: LikelyOperator, verdict: Verdict, payment: Payment) => string;
  /** « Viamedis : les 2 et 3 avril payés ; le 4 avril attendu le 17 avril »; days in order. */
  paymentDays: (platform: string, days: readonly PaymentDayTold[]) => string;
  /** « Pour les pharmaciens, mutuelle Alan. »; empty: for all. */
  paymentScope: (professions: readonly Profession[] | null, mutuelles: readonly string[]) => string;
  /** « Pour les pharmaciens : Oui (aucun incident signalé). » */
  answeredFor: (plural: string, answer: string, reason: Reason) => string;
  /** Of an operator: how many mutuelles it is a likely one of, without a known convention. */
  likelyFor: (mutuelles: number) => string;
  /** « Paiement suspendu pour les opticiens. »; no profession named: for all. */
  paymentFor: (payment: Payment, plurals: readonly string[]) => string;
  /** Of the pictures that stand for a page where its address is pasted. */
  card: {
    /** A mutuelle or an operator, as the trade writes it. */
    named: (name: string) => string;
    forProfession: (plural: string) => string;
    /** « Sur 379 mutuelles », and of each answer « Non : 131, dont 3 sans paiement normal ». */
    ofMutuelles: (count: number) => string;
    counted: (group: BoardGroup, count: number, unpaid: number) => string;
    payment: (payment: Payment) => string;
    /** « Prise en charge coupée depuis le 29 janvier, 15:00 ». */
    why: (reason: Reason, basis: Basis | null, verdict: Verdict, since: Date | null) => string;
    wasAnswered: (group: BoardGroup, payment: Payment) => string;
    incident: (stage: Stage | null, isClosed: boolean) => string;
    began: (at: Date) => string;
    nothingCut: string;
    notice: (author: string) => string;
    forWhom: (professions: readonly Profession[] | null) => string;
    published: (at: Date) => string;
    withdrawn: (at: Date) => string;
    expired: (at: Date) => string;
    inForce: (until: Date) => string;
    state: (at: Date) => string;
    past: (at: Date) => string;
    doubted: string;
    /** `place`: the host and path of a page. */
    verifyOn: (place: string) => string;
  };
  professionOf: (slug: string) => Profession | null;
  /** Of a link to the board, from a page that refuses something. */
  backHome: string;
  channels: ChannelWords;
  letters: LettersWords;
  /** What those who follow are told, by mail, webhook and notification. */
  delivery: {
    /** « Viamedis, opticiens : NON depuis 15:00 »; `names`: of the mutuelles or the platform that answer so. */
    answer: (names: readonly string[], plural: string, answer: Answered) => string;
    /** The same, where the payment alone has turned. */
    payment: (names: readonly string[], plural: string, answer: Answered) => string;
    /** « Était : Oui. ». */
    was: (group: BoardGroup, payment: Payment) => string;
    /** « Prise en charge perturbée : retour annoncé, non confirmé. ». */
    reason: (reason: Reason, basis: Basis | null) => string;
    expectedBack: (instant: Date) => string;
    /** « Mutuelles concernées : Alan, Harmonie et 12 autres. ». */
    mutuelles: (names: readonly string[]) => string;
    /** `turn`: what happened to it. */
    notice: (turn: 'published' | 'corrected' | 'withdrawn', title: string) => string;
    maintenance: (turn: MaintenanceTurn, platform: string) => string;
    window: (from: Date, to: Date) => string;
    advice: (code: AdviceCode) => string;
    /** The subject of several things told at once: the first, and how many more. */
    andMore: (title: string, count: number) => string;
  };
  subscriptionLetters: SubscriptionLetterWords;
  /** A name as it is typed, in French typography. */
  typeset: (text: string) => string;
  reference: {
    title: string;
    lead: string;
    parts: string;
    /** Parameter, where, required, values, example. */
    columns: readonly string[];
    /** Above the parameters of a route. */
    taken: (route: string) => string;
    places: Record<string, string>;
    yes: string;
    no: string;
    body: string;
    tryIt: string;
    example: string;
  };
};
