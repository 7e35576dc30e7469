/** Why a call is not made. */
export const OUTBOUND_REFUSALS = [
  'unreadable',
  'scheme',
  'userinfo',
  'port',
  'odd-spelling',
  'unresolved',
  'private-address',
  'too-many-redirects',
] as const;
export type OutboundRefusal = (typeof OUTBOUND_REFUSALS)[number];

/** Said to whoever gave the address, and kept beside a result. */
export const REFUSAL_SAYS: Record<OutboundRefusal, string> = {
  unreadable: 'l’adresse est illisible',
  scheme: 'l’adresse n’est ni en http ni en https',
  userinfo: 'l’adresse porte un nom ou un mot de passe',
  port: 'ce port n’est pas appelé',
  'odd-spelling': 'l’adresse IPv4 n’est pas écrite en quatre nombres décimaux',
  unresolved: 'le nom n’a pas d’adresse',
  'private-address': 'l’adresse mène à un réseau privé, à cette machine ou à une plage réservée',
  'too-many-redirects': 'plus de cinq redirections',
};
