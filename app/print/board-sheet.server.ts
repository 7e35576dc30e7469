import type { ListedIncident } from '#server/contract/incidents';
import type { Notice } from '#server/contract/notices';
import { isTouched } from '#server/contract/touched';
import type { Payment, Profession, Reason, Verdict } from '#server/domain/facts/vocabulary';
import type { BoardData } from '../board/board-news';
import { summaryOf } from '../board/incidents';
import { alikeIn, isPortal } from '../board/operators';
import { viewOf } from '../board/view';
import { tradeName } from '../ui/names';
import { pathsAt } from '../ui/paths';
import { adviceSentence } from '../words/advice';
import { boardWords } from '../words/board';
import { listed } from '../words/typography';
import { fitted, heightOf, ROOM } from './room';
import { type Touched, touchedOf } from './touched';

/** Operators that answer alike. */
export type Alike = {
  verdict: Verdict;
  payment: Payment;
  reason: Reason | string;
  names: readonly string[];
  portals: number;
};

/** « Viamedis : prise en charge coupée », with its effect here. */
export type SheetIncident = Pick<ListedIncident, 'id' | 'expectedBack'> & {
  of: string;
  phrase: string;
  verdict: Verdict;
  payment: Payment;
};

/** What one A4 shows of a board. Null: the server could not say that part. */
export type BoardSheetData = {
  profession: Profession;
  at: string;
  incidents: { shown: readonly SheetIncident[]; more: number } | null;
  operators: readonly Alike[];
  touched: Touched;
  notices: { shown: readonly SheetNotice[]; more: number } | null;
};
export type SheetNotice = Pick<
  Notice,
  'id' | 'name' | 'kind' | 'title' | 'advice' | 'publishedAt' | 'validUntil'
>;

const MOST_INCIDENTS = 4;
const MOST_NOTICES = 5;

/** Judged once, on the server: the sheet brings a browser none of the board's own code. */
export const boardSheetOf = (
  profession: Profession,
  at: string | null,
  { news: { body }, platforms }: BoardData,
): BoardSheetData => {
  const { board, incidents, notices } = body;
  const view = viewOf(
    { profession, answers: board.answers, platforms: board.platforms },
    platforms,
    pathsAt(at),
  );
  const operators = alikeIn(view.operators).map(([like, ...others]): Alike => {
    const members = [like, ...others];
    const portals = members.filter(isPortal);
    const isFolded = portals.length > 1;
    return {
      verdict: like.verdict,
      payment: like.payment,
      reason: like.reason,
      names: members.flatMap((each) => (isFolded && isPortal(each) ? [] : [view.nameOf(each.platform)])),
      portals: isFolded ? portals.length : 0,
    };
  });
  const room = operators.reduce((left, each) => left - heightOfAlike(each), ROOM);
  const going = fitted(
    (incidents ?? []).map((each) => incidentOf(each, view.nameOf)),
    { most: MOST_INCIDENTS, room, of: heightOfIncident },
  );
  const isAnyTouched = view.lines.some(({ row }) => isTouched(row));
  const said = fitted(notices ?? [], {
    most: MOST_NOTICES,
    room: (room - going.taken) / (isAnyTouched ? 2 : 1),
    of: heightOfNotice,
  });
  return {
    profession,
    at: body.at,
    incidents: incidents && { shown: going.shown, more: going.more },
    operators,
    touched: touchedOf(view.lines, view.nameOf, room - going.taken - said.taken),
    notices: notices && {
      shown: said.shown.map(({ id, name, kind, title, advice, publishedAt, validUntil }) => ({
        ...{ id, name, kind, title, advice, publishedAt, validUntil },
      })),
      more: said.more,
    },
  };
};

/** The longest that is said beside names, of why and when. */
const WHY = 'accord direct, annoncé non confirmé'.length;
const WHEN = ' · retour prévu : mercredi 28 février à 18:00, dépassé'.length;
const SPAN = 'syndicat · du mercredi 28 février, 18:00, au jeudi 29 février, 18:00'.length;

const heightOfAlike = ({ names }: Alike): number => heightOf('beside', names.join(', ').length + WHY);
const heightOfIncident = ({ of, phrase }: SheetIncident): number =>
  heightOf('beside', of.length + phrase.length + WHEN);
const heightOfNotice = ({ title, name, advice }: Notice): number =>
  heightOf('whole', title.length + name.length + SPAN + (advice ? adviceSentence[advice].length : 0));

/** An incident that no operator of the profession rests on changes no answer. */
const incidentOf = (incident: ListedIncident, nameOf: (platform: string) => string): SheetIncident => {
  const { verdict, payment } = incident.effect ?? {
    verdict: 'possible' as const,
    payment: 'normal' as const,
  };
  const isUntouched = verdict === 'possible' && payment === 'normal';
  return {
    id: incident.id,
    of: listed(incident.platforms.map((id) => tradeName(nameOf(id)))),
    phrase: summaryOf(incident) + (isUntouched ? boardWords.untouched : ''),
    expectedBack: incident.expectedBack,
    verdict,
    payment,
  };
};
