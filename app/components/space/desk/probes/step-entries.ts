import type { ProbeStep } from '#server/contract/probe-steps';

const NEW = { statuts: '200', jours: '14', type: 'A' };

/** A step as its form shows it, by field; what is usually expected where there is none. */
export const stepEntries = (step: ProbeStep | null, index: number): Record<string, string> => {
  switch (step?.kind) {
    case undefined:
      return { ...NEW, sorte: index === 0 ? 'http' : '' };
    case 'http':
      return {
        ...NEW,
        ...{ sorte: 'http', adresse: step.url, statuts: step.status.join(' '), texte: step.text ?? '' },
        ...{ entete: step.header === null ? '' : headerEntry(step.header) },
        duree: step.atMostMs === null ? '' : String(step.atMostMs),
      };
    case 'tcp':
      return { ...NEW, sorte: 'tcp', adresse: `${step.host}:${step.port}` };
    case 'tls':
      return { ...NEW, sorte: 'tls', adresse: `${step.host}:${step.port}`, jours: String(step.daysLeft) };
    case 'dns':
      return { ...NEW, sorte: 'dns', adresse: step.name, type: step.type, valeur: step.expected ?? '' };
  }
};

const headerEntry = ({ name, match, value }: { name: string; match: string; value: string }): string =>
  `${name}${match === 'equals' ? ' = ' : ': '}${value}`;
