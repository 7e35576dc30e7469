import type { Fault } from '#server/contract/dataset';
import type { Difference, Import } from './load';

/** What a terminal shows of an import, in French. Lists of what is added are cut; warnings and faults never are. */
const SHOWN = 20;
const WIDTH = 100;

const NAMES: Record<Difference['list'], string> = {
  platforms: 'plateformes',
  mutuelles: 'mutuelles',
  organisations: 'organisations',
  conventions: 'conventions',
  incidents: 'incidents',
  updates: 'points',
  statements: 'déclarations',
  confirmations: 'confirmations',
  retractions: 'rétractations',
  closings: 'clôtures',
  maintenances: 'maintenances',
  notices: 'avis',
  payments: 'jours de paiement',
};

const shown = (sign: string, keys: readonly string[]): string[] => [
  ...keys.slice(0, SHOWN).map((key) => `  ${sign} ${key.length > WIDTH ? `${key.slice(0, WIDTH)}…` : key}`),
  ...(keys.length > SHOWN ? [`  ${sign} … et ${keys.length - SHOWN} de plus`] : []),
];

const linesOf = ({ list, added, changed, closed, unchanged }: Difference): string[] => {
  const counts = [
    `${added.length} en plus`,
    `${changed.length} en changement`,
    `${closed.length} en fin`,
    `${unchanged} sans changement`,
  ];
  return [
    `${NAMES[list]} : ${counts.join(', ')}`,
    ...shown('+', added),
    ...shown('~', changed),
    ...shown('-', closed),
  ];
};

export const saidOfImport = ({ differences, warnings }: Import, dryRun: boolean): string[] => {
  const touched = differences.filter(
    ({ added, changed, closed, unchanged }) => added.length + changed.length + closed.length + unchanged > 0,
  );
  const isNothing = touched.every(
    ({ added, changed, closed }) => added.length + changed.length + closed.length === 0,
  );
  return [
    ...touched.flatMap(linesOf),
    ...warnings.map(({ path, message }) => `attention, ${path} : ${message}`),
    isNothing ? 'Rien de nouveau.' : dryRun ? 'Essai : rien n’est enregistré.' : 'Enregistré.',
  ];
};

export const saidOfRefusal = (faults: readonly Fault[]): string[] => [
  ...faults.map(({ path, message, cure }) => `${path} : ${message}. ${cure}`),
  `Refusé : rien n’est enregistré (${faults.length} ${faults.length > 1 ? 'fautes' : 'faute'}).`,
];
