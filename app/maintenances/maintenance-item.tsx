import type { ReactNode } from 'react';
import type { Maintenance } from '#server/contract/maintenances';
import { Moment } from '../ui/moment';
import { dayNumber } from '../words/calendar';
import { flowWords } from '../words/flows';
import { fullDay, longInstant, time } from '../words/instants';
import { professionWords } from '../words/professions';
import { capital, fr, listed, typeset } from '../words/typography';

type MaintenanceItemProps = {
  maintenance: Maintenance;
  /** Its platform, or its state on the platform's own page. */
  head: ReactNode;
  /** What its author may do with it. */
  foot?: ReactNode;
};

/** One window: where, when, what stops, for whom, and who announced it. */
export const MaintenanceItem = ({ maintenance, head, foot }: MaintenanceItemProps) => (
  <li className={maintenance.cancelledAt ? 'is-void' : undefined}>
    <h3>
      {head}
      {', '}
      <Window from={maintenance.from} to={maintenance.to} />
    </h3>
    {maintenance.cancelledAt && (
      <p className="is-past">
        Annulée le <Moment iso={maintenance.cancelledAt} as={longInstant} />
      </p>
    )}
    <p>{scopeOf(maintenance)}</p>
    {maintenance.text && <p>{fr`« ${typeset(maintenance.text)} »`}</p>}
    <p>
      Annoncée par <span className="who">{maintenance.name}</span> le{' '}
      <Moment iso={maintenance.recordedAt} as={longInstant} />
    </p>
    {foot}
  </li>
);

const Window = ({ from, to }: { from: string; to: string }) =>
  dayNumber(from) === dayNumber(to) ? (
    <>
      <Moment iso={from} as={fullDay} />, de <Moment iso={from} as={time} /> à <Moment iso={to} as={time} />
    </>
  ) : (
    <>
      du <Moment iso={from} as={longInstant} /> au <Moment iso={to} as={longInstant} />
    </>
  );

const scopeOf = ({ flows, professions }: Maintenance): string => {
  const touched = capital(listed(flows.map((flow) => flowWords[flow].inList)));
  const audience = professions
    ? listed(professions.map((each) => professionWords[each].plural))
    : 'toutes les professions';
  return fr`${touched} : ${audience}.`;
};
