import type { Call } from './space';
import { linesIn, textIn, ticksIn } from './typed-fields';
import { gestureOf } from './words/fr/space-proposals';

/** Sends what a form of a mutuelle's page asks for. */
export const sendChange = (
  { client, headers }: Call,
  form: FormData,
  mutuelle: string,
): Promise<Response> => {
  const { conventions, mutuelles } = client.api.v1;
  switch (gestureOf(textIn(form, 'geste'))) {
    case 'convention':
      return conventions.$post({ json: conventionIn(form, mutuelle) }, { headers });
    case 'fin':
      return conventions.end.$post({ json: endIn(form, mutuelle) }, { headers });
    default:
      return mutuelles[':id'].$put({ param: { id: mutuelle }, json: mutuelleIn(form) }, { headers });
  }
};

const mutuelleIn = (form: FormData) => ({
  name: textIn(form, 'nom') ?? '',
  aliases: linesIn(form, 'alias'),
  amcNumbers: linesIn(form, 'amc'),
});

const conventionIn = (form: FormData, mutuelle: string) => {
  const professions = ticksIn(form, 'professions');
  return {
    mutuelle,
    platform: textIn(form, 'plateforme') ?? '',
    professions: professions.includes('all') ? 'all' : professions.length === 0 ? null : professions,
    code: textIn(form, 'code-carte'),
    csr: textIn(form, 'csr'),
    from: textIn(form, 'depuis'),
    to: null,
    source: {
      url: textIn(form, 'source'),
      kind: textIn(form, 'nature'),
      asOf: textIn(form, 'date'),
      confidence: textIn(form, 'fiabilite') as 'high' | 'medium' | 'low',
    },
  };
};

const endIn = (form: FormData, mutuelle: string) => ({
  mutuelle,
  platform: textIn(form, 'plateforme') ?? '',
  code: textIn(form, 'code-carte'),
  csr: textIn(form, 'csr'),
  from: textIn(form, 'depuis'),
  to: textIn(form, 'jour') ?? '',
});
