import type { ListedIncident } from '#server/contract/incidents';
import type { Notice } from '#server/contract/notices';
import type { Payment, Profession, Reason, Verdict } from '#server/domain/facts/vocabulary';
import type { BoardData } from '../board/board-news';
import { summaryOf } from '../board/incidents';
import { alikeIn, isPortal } from '../board/operators';
import { viewOf } from '../board/view';
import { tradeName } from '../ui/names';
import { pathsAt } from '../ui/paths';
import { boardWords } from '../words/board';
import { listed } from '../words/typography';
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
  return {
    profession,
    at: body.at,
    incidents:
      incidents &&
      cut(
        incidents.map((each) => incidentOf(each, view.nameOf)),
        MOST_INCIDENTS,
      ),
    operators: alikeIn(view.operators).map(([like, ...others]) => {
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
    }),
    touched: touchedOf(view.lines, view.nameOf),
    notices:
      notices &&
      cut(
        notices.map(({ id, name, kind, title, advice, publishedAt, validUntil }) => ({
          ...{ id, name, kind, title, advice, publishedAt, validUntil },
        })),
        MOST_NOTICES,
      ),
  };
};

const cut = <T>(all: readonly T[], most: number) => ({
  shown: all.slice(0, most),
  more: Math.max(0, all.length - most),
});

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
