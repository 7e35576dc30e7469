import { Link } from '@remix-run/react';
import type { Maintenance } from '#server/contract/maintenances';
import { MaintenanceItem } from '../../maintenances/maintenance-item';
import { Moment } from '../../ui/moment';
import type { NameOf } from '../../ui/names';
import { PageBody } from '../../ui/page-body';
import { olderThan } from '../../ui/paths';
import { fullDay } from '../../words/instants';
import { newMaintenanceWords, ownMaintenancesWords } from '../../words/space-maintenances';
import { typeset } from '../../words/typography';
import { SpaceForm } from '../form/form';
import { DoneNote } from '../form/notes';
import { UnplacedRefusal } from '../form/refusals';
import type { Refusal } from '../form/typed';

type OwnMaintenancesPageProps = {
  /** Newest first. */
  maintenances: readonly Maintenance[];
  /** Cursor of those further back; null: these are the last. */
  next: string | null;
  /** The one being cancelled, and its version. */
  cancelled: Maintenance | null;
  version: string | null;
  done: string | null;
  refused: Refusal | null;
  idempotencyKey: string;
  isCodeAsked: boolean;
  nameOf: NameOf;
};

/** The windows one announced, and how to take one back. */
export const OwnMaintenancesPage = (props: OwnMaintenancesPageProps) => {
  const { maintenances, next, cancelled, done, nameOf, ...form } = props;
  return (
    <PageBody
      title={ownMaintenancesWords.title}
      beside={
        <Link className="button button-main" to="/espace/maintenances/nouvelle">
          {newMaintenanceWords.title}
        </Link>
      }
    >
      <DoneNote said={done} />
      <UnplacedRefusal refused={form.refused} isPlaced={cancelled !== null} />
      {cancelled && <Cancellation cancelled={cancelled} nameOf={nameOf} {...form} />}
      {maintenances.length === 0 ? (
        <p className="empty">{ownMaintenancesWords.none}</p>
      ) : (
        <section aria-labelledby="fenetres">
          <h2 id="fenetres">{ownMaintenancesWords.listTitle}</h2>
          <ul className="notices">
            {maintenances.map((maintenance) => (
              <MaintenanceItem
                key={maintenance.id}
                maintenance={maintenance}
                head={headOf(maintenance, nameOf)}
                foot={<CancelLink maintenance={maintenance} nameOf={nameOf} />}
              />
            ))}
          </ul>
        </section>
      )}
      {next !== null && (
        <p className="small">
          <Link to={olderThan(next, '/espace/maintenances')}>{ownMaintenancesWords.older}</Link>
        </p>
      )}
    </PageBody>
  );
};

const headOf = ({ state, platform }: Maintenance, nameOf: NameOf): string =>
  ownMaintenancesWords.state(state, nameOf(platform));

const CancelLink = ({ maintenance, nameOf }: { maintenance: Maintenance; nameOf: NameOf }) =>
  maintenance.state === 'upcoming' || maintenance.state === 'in-force' ? (
    <p className="links">
      <Link to={`?annuler=${maintenance.id}`}>
        {ownMaintenancesWords.cancelThis}
        <span className="visually-hidden">
          , {typeset(nameOf(maintenance.platform))}, <Moment iso={maintenance.from} as={fullDay} />
        </span>
      </Link>
    </p>
  ) : null;

type CancellationProps = Omit<OwnMaintenancesPageProps, 'maintenances' | 'next' | 'cancelled' | 'done'> & {
  cancelled: Maintenance;
};

const Cancellation = ({ cancelled, version, refused, nameOf, ...form }: CancellationProps) => (
  <section className="published" aria-labelledby="annuler">
    <h2 id="annuler">{ownMaintenancesWords.cancelThis}</h2>
    <ul className="notices">
      <MaintenanceItem maintenance={cancelled} head={headOf(cancelled, nameOf)} />
    </ul>
    <SpaceForm
      {...form}
      problem={refused?.problem ?? null}
      version={refused?.problem.etag ?? version}
      submit={ownMaintenancesWords.cancel}
      buttons={<Link to="/espace/maintenances">{ownMaintenancesWords.leave}</Link>}
    >
      <input type="hidden" name="id" value={cancelled.id} />
      <p className="hint">{ownMaintenancesWords.cancelHint}</p>
    </SpaceForm>
  </section>
);
