import { FLOWS, PROFESSIONS } from '#server/domain/facts/vocabulary';
import type { Action } from '../form/actions';
import { linesIn, textIn, ticksIn } from '../form/typed';

const HEALTHS = ['down', 'degraded', 'maintenance'] as const;

/** Says what some words of a tool stand for. */
export const linkWords: Action = ({ client, headers, form, field }) => {
  const ticked = { flows: ticksIn(form, 'echange'), professions: ticksIn(form, 'profession') };
  const professions = PROFESSIONS.filter((each) => ticked.professions.includes(each));
  const json = {
    labels: [...ticksIn(form, 'mot'), ...linesIn(form, 'mots')],
    platform: field('plateforme'),
    flows: FLOWS.filter((each) => ticked.flows.includes(each)),
    professions: professions.length === 0 ? ('all' as const) : professions,
    health: HEALTHS.find((each) => each === field('etat')) ?? null,
  };
  return client.api.v1.connectors[':id'].links.$post({ param: { id: field('id') }, json }, { headers });
};

export const unlinkWords: Action = ({ client, headers, field }) =>
  client.api.v1['connector-links'][':id'].removal.$post({ param: { id: field('id') } }, { headers });

export const setSummary: Action = ({ client, headers, form, field }) =>
  client.api.v1.connectors[':id'].summary.$post(
    { param: { id: field('id') }, json: { url: textIn(form, 'adresse') } },
    { headers },
  );

export const revokeConnector: Action = ({ client, headers, field }) =>
  client.api.v1.connectors[':id'].revocation.$post({ param: { id: field('id') } }, { headers });
