import { Link } from '@remix-run/react';
import type { Maintenance } from '#server/contract/maintenances';
import type { Paths } from '../ui/paths';
import { maintenanceStateWords, maintenanceWords } from '../words/maintenances';
import { typeset } from '../words/typography';
import { MaintenanceItem } from './maintenance-item';

type MaintenancePageProps = {
  maintenance: Maintenance;
  /** Of its platform. */
  name: string;
  paths: Paths;
};

/** One window, which calendars lead to; cancelled or over, it stays readable. */
export const MaintenancePage = ({ maintenance, name, paths }: MaintenancePageProps) => (
  <main className="page" id="contenu">
    <p className="crumb crumb-top">
      <Link to={paths.maintenances} discover="none">
        {maintenanceWords.all}
      </Link>
    </p>
    <div className="title">
      <h1>{maintenanceWords.titleOf(typeset(name))}</h1>
      <p>{maintenanceStateWords[maintenance.state]}</p>
    </div>
    <section className="part" aria-labelledby="fenetre">
      <h2 className="visually-hidden" id="fenetre">
        {maintenanceWords.window}
      </h2>
      <ul className="notices">
        <MaintenanceItem
          maintenance={maintenance}
          head={
            <Link to={paths.platform(maintenance.platform)} discover="none">
              {typeset(name)}
            </Link>
          }
        />
      </ul>
    </section>
  </main>
);
