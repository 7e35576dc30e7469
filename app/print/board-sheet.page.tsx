import { isPast } from '../incidents/summary';
import { useDoubt, usePresent } from '../ui/freshness';
import { Dated, Moment } from '../ui/moment';
import { PaymentMark, VerdictMark } from '../ui/signs';
import { adviceSentence } from '../words/advice';
import { boardWords } from '../words/board';
import { doubtWords } from '../words/freshness';
import { incidentWords } from '../words/incidents';
import { IN_PARIS, longInstant, moment } from '../words/instants';
import { noticeSpan, noticeWords } from '../words/notices';
import { organisationKindWords } from '../words/organisations';
import { professionWords } from '../words/professions';
import { sheetWords } from '../words/sheets';
import { COLON, listed, lowered, typeset } from '../words/typography';
import { reasonSentence } from '../words/verdicts';
import type { Alike, BoardSheetData, SheetIncident, SheetNotice } from './board-sheet.server';
import { Expiry, type Leads, Paper, Sheet } from './sheet';
import type { Touched, TouchedLine } from './touched';

type BoardSheetProps = { data: BoardSheetData; at: string | null; leads: Leads; back: string };

/** A whole board on one A4: what is going on, whom it touches, each operator, what unions say. */
export const BoardSheet = ({ data, at, leads, back }: BoardSheetProps) => {
  const { name, plural } = professionWords[data.profession];
  const doubt = useDoubt();
  return (
    <Paper back={back} print={sheetWords.print} hint={sheetWords.printHint}>
      <Sheet
        kind={sheetWords.ofProfession(sheetWords.boardSheet, name)}
        className="is-board"
        at={at}
        leads={leads}
      >
        <h1>{boardWords.title(name)}</h1>
        <p>
          <Moment iso={doubt?.knownAt ?? data.at} as={longInstant} />
          {IN_PARIS}
          {doubt && boardWords.asOf(doubtWords.titled)}
        </p>
        <Expiry at={at} />
        <h2>{sheetWords.whatIsTouched}</h2>
        <IncidentLines incidents={data.incidents} at={data.at} />
        <TouchedLines touched={data.touched} />
        <h2>{sheetWords.operators}</h2>
        {data.operators.length === 0 && <p>{boardWords.noOperators(plural)}</p>}
        <ul className="sheet-lines">
          {data.operators.map((each) => (
            <OperatorLine key={`${each.verdict} ${each.payment} ${each.reason}`} alike={each} />
          ))}
        </ul>
        <h2>{sheetWords.notices}</h2>
        <NoticeLines notices={data.notices} />
      </Sheet>
    </Paper>
  );
};

const IncidentLines = ({ incidents, at }: { incidents: BoardSheetData['incidents']; at: string }) => {
  const isDoubted = useDoubt() !== null;
  if (incidents === null) return <p>{sheetWords.unsaid}</p>;
  if (incidents.shown.length === 0)
    return <p>{isDoubted ? doubtWords.noOpenIncident : boardWords.noOpenIncident}</p>;
  return (
    <ul className="sheet-lines">
      {incidents.shown.map((incident) => (
        <IncidentLine key={incident.id} incident={incident} at={at} />
      ))}
      {incidents.more > 0 && <li className="more">{sheetWords.moreIncidents(incidents.more)}</li>}
    </ul>
  );
};

/** An incident that leaves « Oui » carries no green sign. */
const IncidentLine = ({ incident, at }: { incident: SheetIncident; at: string }) => {
  const isDoubted = useDoubt() !== null;
  const now = usePresent(at);
  return (
    <li>
      <VerdictMark verdict={incident.verdict} reason="unaffected" />
      <PaymentMark payment={incident.payment} />
      <span className="what">
        <b>{incident.of}</b>
        {COLON}
        {isDoubted ? doubtWords.sentence(incident.phrase) : incident.phrase}
        {' · '}
        {incidentWords.back.toLowerCase()}
        {COLON}
        {incident.expectedBack === null ? (
          incidentWords.notAnnounced
        ) : (
          <>
            <Moment iso={incident.expectedBack} as={moment} />
            {isPast(incident.expectedBack, now) && incidentWords.overdue}
          </>
        )}
      </span>
    </li>
  );
};

const TouchedLines = ({ touched: { lines, more } }: { touched: Touched }) =>
  lines.length === 0 ? null : (
    <ul className="sheet-lines">
      {lines.map((line) => (
        <TouchedMutuelles key={`${line.group} ${line.payment} ${line.operators} ${line.why}`} line={line} />
      ))}
      {more > 0 && <li className="more">{sheetWords.moreMutuelles(more)}</li>}
    </ul>
  );

const TouchedMutuelles = ({ line }: { line: TouchedLine }) => {
  const isDoubted = useDoubt() !== null;
  return (
    <li>
      <VerdictMark {...judgedOf(line)} />
      {line.group === 'likely' ? null : <PaymentMark payment={line.payment} />}
      <span className="what">
        <b>{line.operators || boardWords.noOperator}</b>
        {boardWords.mutuelles(line.count)}
        {', '}
        {isDoubted ? doubtWords.sentence(lowered(line.why)) : lowered(line.why)}
        {line.names.length > 0 && (
          <>
            {' ('}
            {listed(line.names)})
          </>
        )}
      </span>
    </li>
  );
};

/** As a mark reads it: what is likely rests on no convention. */
const judgedOf = ({ group }: TouchedLine) =>
  group === 'likely' || group === 'no-convention'
    ? { verdict: 'unknown' as const, reason: 'no-convention', likely: group === 'likely' ? [group] : [] }
    : { verdict: group, reason: 'unaffected' };

const OperatorLine = ({ alike }: { alike: Alike }) => {
  const doubt = useDoubt();
  const said = lowered(reasonSentence(alike.reason));
  const isPlain = alike.verdict === 'possible' && alike.payment === 'normal';
  const names = [...alike.names, ...(alike.portals > 0 ? [boardWords.portals(alike.portals)] : [])];
  return (
    <li>
      <VerdictMark verdict={alike.verdict} reason={alike.reason} />
      <PaymentMark payment={alike.payment} />
      <span className="what">
        <b>{names.join(', ')}</b>
        {isPlain && `, ${doubt ? doubtWords.sentence(said) : said}`}
      </span>
    </li>
  );
};

const NoticeLines = ({ notices }: { notices: BoardSheetData['notices'] }) => {
  const isDoubted = useDoubt() !== null;
  if (notices === null) return <p>{sheetWords.unsaid}</p>;
  if (notices.shown.length === 0) return <p>{isDoubted ? doubtWords.noNotice : noticeWords.none}</p>;
  return (
    <ul className="sheet-notices">
      {notices.shown.map((notice) => (
        <NoticeLine key={notice.id} notice={notice} />
      ))}
      {notices.more > 0 && <li>{sheetWords.moreNotices(notices.more)}</li>}
    </ul>
  );
};

const NoticeLine = ({ notice }: { notice: SheetNotice }) => (
  <li>
    <b>{typeset(notice.title)}</b>{' '}
    <span className="says">
      {notice.name}, {organisationKindWords[notice.kind]} · <Dated text={noticeSpan(notice)} />
    </span>{' '}
    {notice.advice && adviceSentence[notice.advice]}
  </li>
);
