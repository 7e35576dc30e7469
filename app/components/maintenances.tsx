import type { Maintenance } from '#server/contract/maintenances';
import { flowWords } from '../words/fr/flows';
import { longInstant } from '../words/fr/instants';
import { maintenanceStateWords } from '../words/fr/maintenances';
import { professionWords } from '../words/fr/professions';
import { fr, listed, typeset } from '../words/fr/typography';
import { Moment } from './moment';

/** Windows announced ahead or in force; those over are history. */
export const Maintenances = ({ maintenances }: { maintenances: readonly Maintenance[] }) => {
  const ahead = maintenances.filter(({ state }) => state !== 'over');
  return (
    <section className="part" aria-labelledby="maintenances">
      <h2 id="maintenances">Maintenances annoncées</h2>
      {ahead.length === 0 ? (
        <p className="empty">Aucune.</p>
      ) : (
        <ul className="notices">
          {ahead.map((maintenance) => (
            <li key={maintenance.id}>
              <h3>
                {maintenanceStateWords[maintenance.state]}, du{' '}
                <Moment iso={maintenance.from} as={longInstant} /> au{' '}
                <Moment iso={maintenance.to} as={longInstant} />
              </h3>
              <p>{scopeOf(maintenance)}</p>
              {maintenance.text && <p>{typeset(maintenance.text)}</p>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

const scopeOf = ({ name, flows, professions }: Maintenance): string => {
  const touched = listed(flows.map((flow) => flowWords[flow].inList));
  const audience = professions
    ? listed(professions.map((each) => professionWords[each].plural))
    : 'toutes les professions';
  return fr`${name} : ${touched} (${audience}).`;
};
