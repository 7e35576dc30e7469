import type { ProbeStep, StepOf } from '#server/contract/probe-steps';
import type { Fault } from '#server/contract/problem';
import { expectedValue, plainName, type RecordType } from '#server/outbound/dns-values';

/** What a step expects that nothing can ever answer: a probe of it would only ever fail. */
export const neverMet = (steps: readonly ProbeStep[]): Fault[] =>
  steps.flatMap((step, index) =>
    faultsOf(step).map(({ field, ...fault }) => ({ pointer: `/steps/${index}/${field}`, ...fault })),
  );

type FieldFault = Omit<Fault, 'pointer'> & { field: string };

const faultsOf = (step: ProbeStep): FieldFault[] => {
  switch (step.kind) {
    case 'http':
      return [...statusFaults(step), ...headerFaults(step)];
    case 'tls':
      return step.daysLeft > LONGEST_CERTIFICATE ? [TOO_MANY_DAYS] : [];
    case 'dns':
      return nameFaults(step);
    case 'tcp':
      return [];
  }
};

/** Answers that carry no page (RFC 9110 §15.3.5, §15.3.6, §15.4.5). */
const WITHOUT_BODY = [204, 205, 304];

const statusFaults = ({ status, text }: StepOf<'http'>): FieldFault[] => {
  const listed = status.slice(0, 5).join(', ');
  // Interim answers are read over, and 304 answers whoever says what it has kept already.
  if (status.every((each) => each < 200 || each === 304))
    return [
      {
        field: 'status',
        detail: `Aucune page ne répond jamais ${listed} à une sonde : elle échouerait toujours.`,
        cure: 'Donnez au moins une réponse de 200 à 599, autre que 304.',
      },
    ];
  if (text !== null && status.every((each) => each < 200 || WITHOUT_BODY.includes(each)))
    return [
      {
        field: 'text',
        detail: `Une réponse ${listed} n’a pas de page : ce texte ne s’y trouvera jamais.`,
        cure: 'Retirez le texte, ou admettez une réponse qui a une page, comme 200.',
      },
    ];
  return [];
};

const headerFaults = ({ header }: StepOf<'http'>): FieldFault[] => {
  if (!header) return [];
  if (/\p{Cc}/u.test(header.value.replaceAll('\t', '')))
    return [
      {
        field: 'header/value',
        detail: 'Un en-tête tient sur une ligne, sans caractère de commande : cette valeur n’y sera jamais.',
        cure: 'Donnez ce qui est écrit sur la ligne de l’en-tête.',
      },
    ];
  if (header.match === 'equals' && header.value !== header.value.trim())
    return [
      {
        field: 'header/value',
        detail: 'La valeur d’un en-tête ne commence ni ne finit par une espace : celle-ci n’y sera jamais.',
        cure: 'Retirez l’espace.',
      },
    ];
  return [];
};

/** In days, since 15 March 2026 (CA/Browser Forum, SC-081v3); less and less from year to year. */
const LONGEST_CERTIFICATE = 200;
const TOO_MANY_DAYS: FieldFault = {
  field: 'daysLeft',
  detail: `Un certificat vaut ${LONGEST_CERTIFICATE} jours au plus : il ne lui en restera jamais autant.`,
  cure: 'Attendez 14 jours, par exemple.',
};

const VALUES: Record<RecordType, string> = {
  A: 'une adresse IPv4, par exemple 192.0.2.1',
  AAAA: 'une adresse IPv6, par exemple 2001:db8::1',
  CNAME: 'un nom, par exemple portail.example',
  MX: 'un nom, précédé ou non de sa priorité, par exemple « 10 mail.example »',
  NS: 'un nom, par exemple ns1.example',
  TXT: 'un texte',
};

const nameFaults = ({ name, type, expected }: StepOf<'dns'>): FieldFault[] => {
  const faults: FieldFault[] = [];
  if (plainName(name) === null)
    faults.push({
      field: 'name',
      detail: 'Ce n’est pas un nom qu’un serveur de noms connaisse.',
      cure: 'Donnez le nom seul, par exemple portail.example : ni adresse, ni port.',
    });
  if (expected !== null && expectedValue(type, expected) === null)
    faults.push({
      field: 'expected',
      detail: `Un enregistrement ${type} n’a jamais cette valeur : c’est ${VALUES[type]}.`,
      cure: `Donnez ${VALUES[type]}, ou laissez vide pour n’importe quelle valeur.`,
    });
  return faults;
};
