import { fr } from '../words/fr/typography';
import { groupWords } from '../words/fr/verdicts';
import type { Line } from './board-lines';
import type { Moves } from './moves';

const NAMED_AT_MOST = 3;

type MovesAnnouncedProps = { moves: Moves; lines: ReadonlyMap<string, Line> };

/** What just changed, said once to a screen reader. */
export const MovesAnnounced = ({ moves, lines }: MovesAnnouncedProps) => {
  const newest = Math.max(0, ...[...moves.values()].map(({ at }) => at));
  const said = [...moves].flatMap(([mutuelle, { was, at }]) => {
    const line = lines.get(mutuelle);
    if (!line || at !== newest) return [];
    return [fr`${line.name} : ${groupWords[line.group].word}, était ${groupWords[was].word}`];
  });
  const rest = said.length - NAMED_AT_MOST;
  return (
    <p className="visually-hidden" role="status">
      {said.slice(0, NAMED_AT_MOST).join('. ')}
      {rest > 0 ? fr`. Et ${rest} ${rest > 1 ? 'autres changements' : 'autre changement'}.` : null}
    </p>
  );
};
