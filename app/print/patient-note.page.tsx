import { Link } from '@remix-run/react';
import { useDoubt, useKnownAt } from '../ui/freshness';
import { Dated } from '../ui/moment';
import { PaymentMark, Sign, VerdictMark } from '../ui/signs';
import { PRODUCT } from '../words/frame';
import { fullDay } from '../words/instants';
import {
  directionOf,
  frenchNote,
  LANGUAGES,
  type Language,
  languageNames,
  type NoteSentence,
  noteWords,
} from '../words/patient-note';
import { noteSentence } from '../words/patient-note-translations';
import { type Judged, noteOf } from './note';
import { Expiry, Paper } from './sheet';

type PatientNoteProps = {
  answer: Judged;
  language: Language;
  at: string | null;
  back: string;
  /** The same note in another language. */
  noteIn: (language: Language) => string;
};

/** Half a page for whoever pays today: why, and how one is repaid. Nobody is named. */
export const PatientNote = ({ answer, language, at, back, noteIn }: PatientNoteProps) => {
  const isDoubted = useDoubt() !== null;
  const sentences = noteOf(answer, isDoubted);
  if (sentences === null)
    return (
      <Paper back={back}>
        <h1>{noteWords.kind}</h1>
        <p>{noteWords.unneeded}</p>
        <p>
          <VerdictMark verdict={answer.verdict} reason={answer.reason} />{' '}
          <PaymentMark payment={answer.payment} />
        </p>
      </Paper>
    );
  return (
    <Paper back={back} print={noteWords.print} hint={noteWords.hint}>
      <nav className="note-languages no-print" aria-label={noteWords.languages}>
        {LANGUAGES.map((each) => (
          <Link
            key={each}
            to={noteIn(each)}
            lang={each}
            aria-current={each === language ? 'page' : undefined}
            discover="none"
          >
            {languageNames[each]}
          </Link>
        ))}
      </nav>
      <article className="sheet patient-note">
        <NoteTop at={at} />
        <div lang={language} dir={directionOf(language)}>
          <h1>
            <Said sentence="title" language={language} />
          </h1>
          <ul>
            {sentences.map((sentence) => (
              <li key={sentence}>
                <Said sentence={sentence} language={language} />
              </li>
            ))}
          </ul>
        </div>
        {language !== 'fr' && (
          <p className="note-original">
            <b>{noteWords.original}</b>
            {(['title', ...sentences] as const).map((each) => ended(frenchNote[each])).join(' ')}
          </p>
        )}
        {at !== null && <Expiry at={at} />}
      </article>
    </Paper>
  );
};

const NoteTop = ({ at }: { at: string | null }) => {
  const knownAt = useKnownAt();
  const day = at ?? (knownAt === null ? null : new Date(knownAt));
  return (
    <p className="sheet-top">
      <span className="brand">
        <Sign id="mark" />
        {PRODUCT}
      </span>
      <span>
        {noteWords.kind}
        {day && (
          <>
            {' · '}
            <Dated text={fullDay(day)} />
          </>
        )}
      </span>
    </p>
  );
};

/** A sentence, and beside a translation whether it was read again. */
const Said = ({ sentence, language }: { sentence: NoteSentence; language: Language }) => {
  const { said, translation } = noteSentence(language, sentence);
  return (
    <>
      {said}
      {translation && (
        <>
          {' '}
          <small className="translation" lang="fr" dir="ltr">
            {translation.readBy === null ? noteWords.unread : noteWords.readBy(translation.readBy)}
          </small>
        </>
      )}
    </>
  );
};

const ended = (sentence: string): string => (/[.!?]$/.test(sentence) ? sentence : `${sentence}.`);
