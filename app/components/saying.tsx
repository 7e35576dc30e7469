import type { Voice } from '#server/contract/answers';
import type { Profession } from '#server/domain/facts/vocabulary';
import { flowWords } from '../words/fr/flows';
import { longMoment } from '../words/fr/instants';
import { fr, typeset } from '../words/fr/typography';
import { scopeSentence } from '../words/fr/voices';
import { HealthMark } from './health-mark';
import { Dated, Moment } from './moment';
import { SourceLink } from './source-link';
import type { NameOf } from './told';
import { isToldLater } from './told-later';

type SayingProps = { voice: Voice; profession: Profession | null; nameOf: NameOf | null };

/** One statement: when, in what words, about which flows, and whether it is for the reader. */
export const Saying = ({ voice, profession, nameOf }: SayingProps) => {
  const scope = scopeSentence(voice, profession);
  return (
    <div className="saying">
      <p className="says">
        <Moment iso={voice.effectiveAt} precision={voice.precision} as={longMoment} />
        {isToldLater(voice) && (
          <>
            , dit <Moment iso={voice.recordedAt} as={longMoment} />
          </>
        )}
        {nameOf && ` · ${nameOf(voice.platform)}`}
      </p>
      {voice.text && <blockquote>{fr`« ${typeset(voice.text)} »`}</blockquote>}
      <p className="claim">
        {voice.flows.map((flow) => (
          <span key={flow} className="claimed">
            {flowWords[flow].name}
            <HealthMark health={voice.health} basis="declared" />
          </span>
        ))}
        {voice.url && <SourceLink url={voice.url} of={voice.name} />}
      </p>
      {scope && (
        <p className="claim">
          <b>
            <Dated text={scope} />
          </b>
        </p>
      )}
    </div>
  );
};
