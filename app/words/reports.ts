import type { ReportLine } from '#server/contract/reports';
import {
  FLOWS,
  type Flow,
  MODEL_OF,
  type Profession,
  type ReportOutcome,
} from '#server/domain/facts/vocabulary';
import { flowWords } from './flows';
import { counted, fr } from './typography';

/** What one says from a counter: the word of the button, and of the address. */
export const outcomeWords: Record<ReportOutcome, { slug: string; word: string }> = {
  passes: { slug: 'passe', word: fr`Ça passe` },
  blocked: { slug: 'bloque', word: fr`Ça bloque` },
};

export const outcomeOfSlug = (slug: string | null): ReportOutcome | null =>
  (['passes', 'blocked'] as const).find((outcome) => outcomeWords[outcome].slug === slug) ?? null;

/** The exchange that decides for a profession: asked about first. */
export const mainFlowOf = (profession: Profession): Flow =>
  MODEL_OF[profession] === 'simple' ? 'dre' : 'pec';

/** Those to choose from, in the order of the trade. */
export const flowOptions = (flows: readonly Flow[]) =>
  FLOWS.filter((flow) => flows.includes(flow)).map((flow) => ({ value: flow, label: flowWords[flow].name }));

const COUNTED = new Map([
  ['verifie', fr`Compté comme un cabinet vérifié.`],
  ['anonyme', fr`Compté à part, parmi les signalements anonymes.`],
]);

/** The report just taken, read from the address: « bloque-pec-anonyme »; null when there is none or it is unreadable. */
export const reportedWords = (code: string | null): string | null => {
  const [slug = '', flow, kind = ''] = (code ?? '').split('-');
  const outcome = outcomeOfSlug(slug);
  const known = FLOWS.find((each) => each === flow);
  const how = COUNTED.get(kind);
  if (!outcome || !known || !how) return null;
  return fr`Merci, c'est noté : « ${outcomeWords[outcome].word.toLowerCase()} », ${flowWords[known].inList}. ${how}`;
};

/** « 6 cabinets disent que ça bloque, 2 que ça passe ; 4 signalements anonymes ». */
export const countsSentence = ({ verified, anonymous }: ReportLine): string => {
  const strangers = anonymous.blocked + anonymous.passes;
  const parts = [verifiedSentence(verified), strangers === 0 ? '' : strangersSentence(anonymous)];
  return fr`${parts.filter(Boolean).join(' ; ')}.`;
};

const verifiedSentence = ({ blocked, passes }: ReportLine['verified']): string => {
  const says = (count: number) => `${counted(count, 'cabinet')} ${count < 2 ? 'dit' : 'disent'}`;
  if (blocked > 0) return `${says(blocked)} que ça bloque${passes > 0 ? `, ${passes} que ça passe` : ''}`;
  return passes > 0 ? `${says(passes)} que ça passe` : '';
};

const strangersSentence = ({ blocked, passes }: ReportLine['anonymous']): string => {
  const split =
    passes === 0 ? 'ça bloque' : blocked === 0 ? 'ça passe' : `ça bloque ${blocked}, ça passe ${passes}`;
  return `${counted(blocked + passes, 'signalement anonyme', 'signalements anonymes')} (${split})`;
};

export const reportWords = {
  lead: fr`Ça passe ou ça bloque, pour une mutuelle ou un opérateur : un choix dans des listes, rien d'autre. Vos confrères le voient dans la minute.`,
  weighs: fr`Dès que 5 cabinets connectés disent dans l'heure que ça bloque, et trois fois plus que d'habitude à ce jour et à cette heure, la réponse devient « Oui, avec réserve — signalé par des confrères ». Un cabinet compte une fois, par ce qu'il a dit en dernier. Les signalements anonymes sont affichés à part et ne changent aucune réponse.`,
  kept: fr`Ce que nous gardons : la profession, la mutuelle ou l'opérateur, l'échange, « ça passe » ou « ça bloque », et l'heure. Rien d'un patient, rien que vous puissiez écrire. Après 90 jours il n'en reste que des nombres par heure.`,
  keptSignedIn: fr`Connecté, nous gardons en plus une empreinte de votre identifiant, pour que votre cabinet compte une fois. Sa clé change chaque jour et nous la détruisons deux jours après : plus personne, nous compris, ne peut alors dire de qui vient un signalement. Votre nom ne nous est jamais donné.`,
  onlyColleagues: fr`Aucun opérateur, syndicat ni autorité n'a rien dit : ce sont des confrères qui signalent.`,
  network: fr`Sans connexion, 20 signalements par quart d'heure sont pris d'un même réseau ; de l'adresse, la fin est ôtée, et ce compte s'efface ensuite.`,
} as const;

const SIGN_IN = new Map([
  ['refusee', fr`Vous n'êtes pas connecté : la connexion a été refusée ou annulée.`],
  ['interrompue', fr`Vous n'êtes pas connecté : la connexion s'est interrompue. Recommencez.`],
  ['indisponible', fr`Pro Santé Connect ne répond pas. Vous pouvez signaler sans vous connecter.`],
]);
/** Why one comes back without being signed in; null: for no reason. */
export const signInWords = (code: string | null): string | null => SIGN_IN.get(code ?? '') ?? null;
