import type { DeliveryList, DeliveryRecord } from '#server/contract/deliveries';
import type { Channel } from '#server/domain/facts/vocabulary';
import { counted, fr } from './typography';

const channels: Record<Channel, string> = {
  email: 'Courriel',
  webhook: 'Webhook',
  push: 'Notification',
};

type State = DeliveryRecord['state'];

export const deliveriesWords = {
  title: 'Envois',
  lead: fr`Ce qui est dû aux personnes averties, sans adresse ni nom. Un envoi qui échoue est réessayé seul, de plus en plus tard, puis suspendu : son destinataire le lit sur sa page.`,
  none: fr`Rien n'attend, rien n'échoue, rien n'est suspendu.`,
  states: {
    waiting: { title: fr`En attente`, scroll: fr`Envois en attente, défile de côté` },
    failing: { title: fr`En échec`, scroll: fr`Envois en échec, défile de côté` },
    suspended: { title: fr`Suspendus`, scroll: fr`Abonnements suspendus, défile de côté` },
  } satisfies Record<State, { title: string; scroll: string }>,
  channel: 'Moyen',
  since: 'Depuis',
  why: 'Pourquoi',
  next: 'Prochain essai',
  retry: 'Réessayer',
  retryWhich: (what: string) => fr` : ${what}`,
  retried: fr`C'est noté : ce qui reste dû part dans l'instant.`,
  what: ({ channel, host }: Pick<DeliveryRecord, 'channel' | 'host'>): string =>
    host === null ? channels[channel] : fr`${channels[channel]}, ${host}`,
  /** « 3 courriels, le plus ancien depuis … ». */
  count: ({ channel, count }: DeliveryList['counts'][number]): string =>
    fr`${channels[channel]} : ${counted(count, 'envoi')}`,
  suspendedFor: (why: string | null): string =>
    why === 'refused'
      ? fr`L'adresse refuse nos messages.`
      : fr`L'adresse ne répond plus depuis plusieurs jours.`,
  failed: (failure: string | null, attempts: number): string =>
    fr`${failure ?? 'Pas de réponse'} ; ${counted(attempts, 'essai')}`,
  waits: fr`Son tour n'est pas venu.`,
} as const;
