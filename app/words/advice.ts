import type { AdviceCode } from '#server/domain/facts/vocabulary';
import { fr } from './typography';

/** What to do, in one line. */
export const adviceSentence: Record<AdviceCode, string> = {
  'no-prior-agreement-no-tiers-payant': 'Ne faites pas le tiers payant sur la part mutuelle.',
  'patient-pays': fr`Le patient règle cette part et se fait rembourser : remettez-lui une facture acquittée.`,
  'defer-file': fr`Gardez le dossier si le patient peut attendre : la demande sera à refaire au retour.`,
  'use-paper-card': 'Demandez la carte de tiers payant papier et vérifiez les dates.',
  'continue-on-card': 'Continuez à facturer au vu de la carte.',
  'keep-invoices': fr`Gardez une copie des factures et des preuves d'envoi.`,
  'send-later': 'Envoyez les factures au retour du service.',
  'use-portal': fr`Passez par le portail web de l'opérateur.`,
  'call-operator': fr`Appelez l'opérateur avant d'accepter ou de refuser.`,
  'check-operator-on-card': 'Regardez quel opérateur est imprimé sur la carte.',
  'check-transfers': 'Pointez les virements attendus, jour par jour.',
  'warn-bank': fr`Prévenez votre banque si l'encours devient lourd.`,
  'amo-part-continues': fr`La part obligatoire passe comme d'habitude.`,
  'await-instructions': 'Attendez les consignes de votre syndicat.',
  'beware-phishing': fr`Méfiez-vous des courriels au nom de l'opérateur et changez vos mots de passe.`,
};

/** « Conseil : continuez à facturer au vu de la carte. », of a notice. */
export const noticeAdvice = (code: AdviceCode): string => fr`Conseil : ${adviceSentence[code]}`;
