import type { Envelope, Target } from '#server/delivery/channel';
import type { Message, Section } from '#server/delivery/message';

/** What those who follow are told, as the deciding hands it to the channels. */

export const TOLD_AT = new Date('2026-11-30T14:02:00Z');

export const aSection = (given: Partial<Section> = {}): Section => ({
  kind: 'change',
  title: 'Viamedis, opticiens : NON depuis 15:00',
  lines: ['Prise en charge coupée.'],
  saidBy: 'Viamedis',
  advice: ['Faites régler le patient, remettez-lui la facture.'],
  nextUpdateDue: new Date('2026-11-30T15:00:00Z'),
  url: 'https://comptoir.example/opticien/plateformes/viamedis',
  ...given,
});

export const aMessage = (given: Partial<Message> = {}): Message => ({
  id: '0199aaaa-0000-7000-8000-000000000001',
  topic: 'incident:viamedis-1',
  subject: 'Viamedis, opticiens : NON depuis 15:00',
  at: TOLD_AT,
  sections: [aSection()],
  url: 'https://comptoir.example/opticien',
  ...given,
});

export const anEnvelope = <T extends Target>(target: T, given: Partial<Message> = {}): Envelope<T> => ({
  subscriber: '0199aaaa-0000-7000-8000-00000000000a',
  target,
  manageUrl: 'https://comptoir.example/abonnements/jeton-de-quelqu-un',
  message: aMessage(given),
});
