import { Link } from '@remix-run/react';
import { whySentence } from '../words/fr/answers';
import { doubtWords } from '../words/fr/freshness';
import { professionWords } from '../words/fr/professions';
import { fr } from '../words/fr/typography';
import { groupOf, shownOf, signOf } from '../words/fr/verdicts';
import { AnswerFacts } from './answer-facts';
import { useDoubt } from './freshness';
import { Dated } from './moment';
import type { Paths } from './paths';
import { PayLine } from './pay-line';
import { Sign } from './signs';
import type { NameOf, Told } from './told';

type AnswerBandProps = { told: Told; nameOf: NameOf; paths: Paths };

/** « Oui » and « Non » fill the band; longer words are set smaller. */
const SHORT_WORD = 3;

/** What one reads in two seconds: the word, why, paid or not, since when. */
export const AnswerBand = ({ told, nameOf, paths }: AnswerBandProps) => {
  const doubt = useDoubt();
  const { word, className, was } = shownOf(groupOf(told), doubt !== null);
  const why = whySentence(told, nameOf);
  return (
    <div className={`band ${className}`}>
      <div className="band-in">
        <p className="crumb">
          <Link to={paths.board(told.profession)} discover="none">
            {fr`← ${professionWords[told.profession].name} : toutes les mutuelles`}
          </Link>
        </p>
        <div className="band-grid">
          <div>
            <h1>
              <span className="who">{told.name}</span>
              <span className="visually-hidden">{fr` : `}</span>
              <span className={word.length > SHORT_WORD ? 'word word-long' : 'word'}>
                <Sign id={signOf(told)} />
                {word}
              </span>
            </h1>
            {doubt && was && (
              <p className="was-then">
                <Dated text={doubtWords.wasAt(was, doubt.dating)} />
              </p>
            )}
            <p className="why">
              <Dated text={doubt && told.reason !== 'no-convention' ? doubtWords.why(why) : why} />
            </p>
            <PayLine told={told} nameOf={nameOf} />
          </div>
          <AnswerFacts told={told} />
        </div>
      </div>
    </div>
  );
};
