import type { ReactNode } from 'react';
import { dayNumber } from '#server/contract/calendar';
import type { Maintenance } from '#server/contract/maintenances';
import { Moment } from '../ui/moment';
import { flowWords } from '../words/flows';
import { fullDay, longInstant, time } from '../words/instants';
import { maintenanceWords } from '../words/maintenances';
import { capital, listed, quoted } from '../words/typography';

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
      <WindowSpan from={maintenance.from} to={maintenance.to} />
    </h3>
    {maintenance.cancelledAt && (
      <p className="is-past">
        {maintenanceWords.cancelledOn}
        <Moment iso={maintenance.cancelledAt} as={longInstant} />
      </p>
    )}
    <p>{scopeOf(maintenance)}</p>
    {maintenance.text && <p>{quoted(maintenance.text)}</p>}
    <p>
      {maintenanceWords.announcedBy}
      <span className="who">{maintenance.name}</span>
      {maintenanceWords.announcedOn}
      <Moment iso={maintenance.recordedAt} as={longInstant} />
    </p>
    {foot}
  </li>
);

/** « mercredi 21 octobre 2026, de 23:00 à 23:30 ». */
export const WindowSpan = ({ from, to }: { from: string; to: string }) =>
  dayNumber(from) === dayNumber(to) ? (
    <>
      <Moment iso={from} as={fullDay} />
      {maintenanceWords.from}
      <Moment iso={from} as={time} />
      {maintenanceWords.until}
      <Moment iso={to} as={time} />
    </>
  ) : (
    <>
      {maintenanceWords.fromDay}
      <Moment iso={from} as={longInstant} />
      {maintenanceWords.untilDay}
      <Moment iso={to} as={longInstant} />
    </>
  );

const scopeOf = ({ flows, professions }: Maintenance): string =>
  maintenanceWords.scope(capital(listed(flows.map((flow) => flowWords[flow].inList))), professions);
