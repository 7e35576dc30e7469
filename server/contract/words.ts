import type { BoardGroup, Flow, Health, Profession, Stage } from '#server/domain/facts/vocabulary';

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
  calendarTitle: (names: readonly string[]) => string;
  incidentIn: (title: string, stage: Stage) => string;
  saidBy: (name: string, instant: Date, text: string) => string;
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
  mutuellesCounted: (group: BoardGroup, count: number, of: number) => string;
  /** Of those without a known convention, how many have an answer under a condition. */
  likelyCounted: (count: number) => string;
  paymentNotNormal: string;
  professionOf: (slug: string) => Profession | null;
  /** Of a link to the board, from a page that refuses something. */
  backHome: string;
  /** A name as it is typed, in French typography. */
  typeset: (text: string) => string;
  reference: {
    title: string;
    lead: string;
    parts: string;
    /** Parameter, where, required, values, example. */
    columns: readonly string[];
    places: Record<string, string>;
    yes: string;
    no: string;
    body: string;
    tryIt: string;
    example: string;
  };
};
