import { Link } from '@remix-run/react';
import type { Maintenance } from '#server/contract/maintenances';
import { maintenanceStateWords } from '../words/fr/maintenances';
import { MaintenanceItem } from './maintenance-item';

type MaintenancesProps = {
  maintenances: readonly Maintenance[];
  /** Address of all those of the platform. */
  all: string;
};

/** Windows announced ahead or in force; those over are history. */
export const Maintenances = ({ maintenances, all }: MaintenancesProps) => {
  const ahead = maintenances.filter(({ state }) => state !== 'over');
  return (
    <section className="part" aria-labelledby="maintenances">
      <h2 id="maintenances">Maintenances annoncées</h2>
      {ahead.length === 0 ? (
        <p className="empty">Aucune.</p>
      ) : (
        <ul className="notices">
          {ahead.map((maintenance) => (
            <MaintenanceItem
              key={maintenance.id}
              maintenance={maintenance}
              head={maintenanceStateWords[maintenance.state]}
            />
          ))}
        </ul>
      )}
      <p className="small">
        <Link to={all} discover="none">
          Toutes ses maintenances
        </Link>
      </p>
    </section>
  );
};
