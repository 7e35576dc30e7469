/** What makes of an answer one that no browser would take either. */
const RESPONSE_FAULTS = {
  'not-http': 'réponse qui n’est pas du HTTP',
  'no-answer': 'connexion fermée sans réponse',
  'head-cut': 'connexion coupée avant la fin des en-têtes',
  'head-too-long': 'en-têtes de plus de 256 ko',
  'lengths-differ': 'plusieurs longueurs annoncées (Content-Length)',
  'length-unreadable': 'longueur annoncée illisible (Content-Length)',
  'chunk-unreadable': 'corps mal découpé (chunked)',
  'body-cut': 'connexion coupée avant la fin de la page',
  'codings-too-many': 'contenu codé plus de cinq fois',
  'coding-unknown': 'contenu codé d’une façon que nos sondes ne lisent pas',
  'coding-broken': 'contenu mal codé',
} as const;
type Kind = keyof typeof RESPONSE_FAULTS;

/** Thrown while an answer is read; `message` says it in French. */
export class ResponseFault extends Error {
  readonly code = 'ERR_RESPONSE';
  /** `about`: the very thing, when it may be printed. */
  constructor(kind: Kind, about: string | null = null) {
    super(about === null ? RESPONSE_FAULTS[kind] : `${RESPONSE_FAULTS[kind]} : ${about}`);
  }
}
