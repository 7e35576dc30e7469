import type { Profession } from '#server/domain/facts/vocabulary';
import { doubtWords } from '../words/fr/freshness';
import { longInstant } from '../words/fr/instants';
import { professionWords } from '../words/fr/professions';
import { useDoubt } from './freshness';
import { Moment } from './moment';

type BoardTitleProps = { profession: Profession; at: string; isReplay: boolean };

export const BoardTitle = ({ profession, at, isReplay }: BoardTitleProps) => {
  const doubt = useDoubt();
  return (
    <div className="title">
      <h1>
        {professionWords[profession].name}&#8239;: le tiers payant
        {isReplay ? null : <span data-needs-us>, {doubt ? doubtWords.titled : 'maintenant'}</span>}
      </h1>
      <p>
        <Moment iso={doubt?.knownAt ?? at} as={longInstant} /> (Paris)
      </p>
    </div>
  );
};
