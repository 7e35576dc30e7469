import type { Profession } from '#server/domain/vocabulary';
import { longInstant } from '../words/fr/instants';
import { professionWords } from '../words/fr/professions';
import { Moment } from './moment';

type BoardTitleProps = { profession: Profession; at: string; isReplay: boolean };

export const BoardTitle = ({ profession, at, isReplay }: BoardTitleProps) => (
  <div className="title">
    <h1>
      {professionWords[profession].name}&#8239;: le tiers payant
      {isReplay ? null : <span data-needs-us>, maintenant</span>}
    </h1>
    <p>
      <Moment iso={at} as={longInstant} /> (Paris)
    </p>
  </div>
);
