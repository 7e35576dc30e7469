import type { Voice } from '#server/contract/answers';
import type { Profession } from '#server/domain/facts/vocabulary';
import { SourceLink } from '../ui/fact';
import { DatedPart, useDoubt } from '../ui/freshness';
import { Dated, isRecordedLater, Moment } from '../ui/moment';
import type { NameOf } from '../ui/names';
import { Section } from '../ui/page-body';
import { HealthMark } from '../ui/signs';
import { scopeSentence, statementWords } from '../words/answer-page';
import { flowWords } from '../words/flows';
import { doubtWords } from '../words/freshness';
import { importedWords } from '../words/imported';
import { longMoment } from '../words/instants';
import { organisationKindWords } from '../words/organisations';
import { quoted } from '../words/typography';

type SayingProps = { voice: Voice; profession: Profession | null; nameOf: NameOf | null };

/** One statement: when, in what words, about which flows, and whether it is for the reader. */
export const Saying = ({ voice, profession, nameOf }: SayingProps) => {
  const scope = scopeSentence(voice, profession);
  return (
    <div className="saying">
      <p className="says">
        <Moment iso={voice.effectiveAt} precision={voice.precision} as={longMoment} />
        {isRecordedLater(voice) && (
          <>
            {statementWords.saidLater}
            <Moment iso={voice.recordedAt} as={longMoment} />
          </>
        )}
        {nameOf && ` · ${nameOf(voice.platform)}`}
        {voice.imported && ` · ${importedWords.statement}`}
      </p>
      {voice.text && <blockquote>{quoted(voice.text)}</blockquote>}
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

type VoicesProps = {
  voices: readonly Voice[];
  /** Who reads: what is said to others only is marked. Null: nobody in particular. */
  profession: Profession | null;
  nameOf: NameOf;
  title?: string;
  /** When nobody spoke. */
  none?: string;
};

/** Qui dit quoi: by speaker, newest first; what no longer stands waits in a fold. */
export const StatementList = ({ voices, profession, nameOf, ...words }: VoicesProps) => {
  const isDoubted = useDoubt() !== null;
  const none = words.none ?? statementWords.none;
  return (
    <Section id="voix" title={words.title ?? statementWords.title}>
      {voices.length === 0 ? (
        <p className="empty">{isDoubted ? doubtWords.nobodySaid : none}</p>
      ) : (
        <DatedPart>
          <div className="voices">
            {bySpeaker(voices).map((said) => (
              <Speaker
                key={said[0].by}
                said={said}
                profession={profession}
                nameOf={several(voices) ? nameOf : null}
              />
            ))}
          </div>
        </DatedPart>
      )}
    </Section>
  );
};

/** One platform needs no name: the page has said it. */
const several = (voices: readonly Voice[]): boolean =>
  new Set(voices.map(({ platform }) => platform)).size > 1;

type Said = readonly [Voice, ...Voice[]];

/** Speakers in the order of their newest word. */
const bySpeaker = (voices: readonly Voice[]): Said[] => {
  const speakers = [...new Set(voices.map(({ by }) => by))];
  return speakers.flatMap((speaker) => {
    const [newest, ...others] = voices.filter(({ by }) => by === speaker);
    return newest ? [[newest, ...others] as const] : [];
  });
};

type SpeakerProps = { said: Said; profession: Profession | null; nameOf: NameOf | null };

const Speaker = ({ said, profession, nameOf }: SpeakerProps) => {
  const [{ name, kind }] = said;
  const standing = said.filter(({ stands }) => stands);
  const shown = standing.length > 0 ? standing : said.slice(0, 1);
  const older = said.filter((voice) => !shown.includes(voice));
  const item = (voice: Voice) => (
    <Saying key={voice.statement} voice={voice} profession={profession} nameOf={nameOf} />
  );
  return (
    <article className="voice" aria-label={name}>
      <p className="voice-head">
        <b>{name}</b>
        <span className="says">{organisationKindWords[kind]}</span>
      </p>
      {shown.map(item)}
      {older.length > 0 && (
        <details>
          <summary>
            {statementWords.older(older.length)}
            <span className="visually-hidden">{statementWords.ofWhom(name)}</span>
          </summary>
          {older.map(item)}
        </details>
      )}
    </article>
  );
};
