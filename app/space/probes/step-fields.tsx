import type { ProbeStep } from '#server/contract/probe-steps';
import { probeKindWords } from '../../words/space-probes';
import { capital, fr } from '../../words/typography';
import { SelectField, TextField } from '../form/fields';
import { faultAt } from '../form/sending';
import { lastTyped, type Refusal } from '../form/typed';

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

type ProbeStepFieldsProps = { index: number; step: ProbeStep | null; refused: Refusal | null };

const KINDS = (['http', 'tcp', 'tls', 'dns'] as const).map((value) => ({
  value,
  label: capital(probeKindWords[value]),
}));
const NONE = { value: '', label: fr`Pas d'étape` };

/** One step; what its kind does not use is left aside. */
export const ProbeStepFields = ({ index, step, refused }: ProbeStepFieldsProps) => {
  const entries = stepEntries(step, index);
  const problem = refused?.problem ?? null;
  const field = (name: string) => ({
    name: `${name}-${index}`,
    defaultValue: refused ? lastTyped(refused, `${name}-${index}`) : entries[name],
  });
  const at = (place: string) => faultAt(problem, `/steps/${index}/${place}`);
  return (
    <fieldset>
      <legend>{fr`Étape ${index + 1}`}</legend>
      <div className="fields">
        <SelectField label="Sorte" options={index === 0 ? KINDS : [NONE, ...KINDS]} {...field('sorte')} />
        <TextField
          label="Adresse"
          {...field('adresse')}
          hint={fr`Page : adresse entière. Port, certificat : hôte:port. Nom : le nom.`}
          fault={at('url') ?? at('host') ?? at('port') ?? at('name')}
          required={index === 0}
        />
      </div>
      <details className="folded" open={problem !== null}>
        <summary>
          Ce qui est attendu
          <span className="visually-hidden">{fr`, étape ${index + 1}`}</span>
        </summary>
        <div className="fields">
          <TextField label={fr`Page : réponses admises`} {...field('statuts')} fault={at('status')} />
          <TextField
            label={fr`Page : texte qui s'y trouve`}
            {...field('texte')}
            hint={fr`Par exemple type="password", pour un formulaire de connexion.`}
            fault={at('text')}
          />
          <TextField
            label={fr`Page : en-tête`}
            {...field('entete')}
            hint={fr`« server: nginx » pour ce qu'il contient, « server = nginx » pour sa valeur.`}
            fault={at('header')}
          />
          <TextField label={fr`Page : durée au plus, en ms`} {...field('duree')} fault={at('atMostMs')} />
          <TextField
            label={fr`Certificat : jours qui restent au moins`}
            {...field('jours')}
            fault={at('daysLeft')}
          />
          <TextField
            label={fr`Nom : enregistrement`}
            {...field('type')}
            hint="A, AAAA, CNAME, MX, NS ou TXT."
            fault={at('type')}
          />
          <TextField label={fr`Nom : valeur attendue`} {...field('valeur')} fault={at('expected')} />
        </div>
      </details>
    </fieldset>
  );
};
