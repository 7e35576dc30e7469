import type { BoardGroup, Profession } from '#server/domain/facts/vocabulary';
import type { BoardView } from '../board/view';
import { useDoubt, usePresent } from '../ui/freshness';
import { groupSign } from '../ui/marks';
import { Dated } from '../ui/moment';
import { PaymentMark, Sign } from '../ui/signs';
import { boardWords } from '../words/board';
import { PRODUCT } from '../words/frame';
import { doubtWords } from '../words/freshness';
import { fullDay, moment, shortDay, time } from '../words/instants';
import { groupWords, reasonSentence, shownOf, signOf } from '../words/verdicts';
import { wallWords } from '../words/wall';
import { type NamesSlide, namesSlides, type OperatorSlide, operatorSlides, restOf } from './slides';

type WallProps = {
  view: BoardView;
  /** The instant of a replay; null: now. */
  at: string | null;
  /** When what is shown was read. */
  readAt: string;
  /** How many times the screen has turned. */
  turn: number;
  /** What is said of payment days, in words. */
  paid: readonly string[];
};

/** How many turns it takes to show all. */
export const turnsOf = ({ operators, lines }: BoardView): number =>
  Math.max(operatorSlides(operators).length, namesSlides(lines).length);

const slideAt = <T,>(slides: readonly T[], turn: number): T | null => slides[turn % slides.length] ?? null;

/** A board for a wall: no link, nothing to touch. */
export const Wall = ({ view, at, readAt, turn, paid }: WallProps) => {
  const operators = operatorSlides(view.operators);
  const isDoubted = useDoubt() !== null;
  const slide = slideAt(operators, turn);
  // In a crisis a « Oui » of the others is not what the eye catches from afar.
  const isCrisis = operators[0]?.isTouched ?? false;
  return (
    <>
      <main className="wall-main" id="contenu">
        <Head profession={view.profession} at={at} readAt={readAt} />
        <Operators
          slide={slide}
          isBeside={isCrisis && !slide?.isTouched}
          view={view}
          paid={isDoubted ? [] : paid}
        />
        <Names slide={slideAt(namesSlides(view.lines), turn)} view={view} />
      </main>
      <footer className="wall-do">
        {isDoubted ? doubtWords.step : wallWords.does(slide?.like.verdict ?? 'unknown')}
      </footer>
    </>
  );
};

type HeadProps = { profession: Profession; at: string | null; readAt: string };

/** Whose board, and the time of day by the server's clock; beside it stands how old what is shown is (wall.css). */
const Head = ({ profession, at, readAt }: HeadProps) => {
  const present = usePresent(readAt);
  const now = at ?? present;
  return (
    <div className="wall-top">
      <span className="brand">
        <Sign id="mark" />
        {PRODUCT}
      </span>
      <h1>{wallWords.head(profession)}</h1>
      <p className="clock">
        <time dateTime={now}>{time(now)}</time>
      </p>
      <p className="day">{fullDay(now)}</p>
    </div>
  );
};

type OperatorsProps = {
  slide: OperatorSlide | null;
  /** Others are touched, and these are not. */
  isBeside: boolean;
  view: BoardView;
  paid: readonly string[];
};

const Operators = ({ slide, isBeside, view, paid }: OperatorsProps) => {
  const doubt = useDoubt();
  if (slide === null) return <section className="wall-left" aria-label={wallWords.operators} />;
  const { like, operators } = slide;
  const { className, word, was } = shownOf(like.verdict, doubt !== null);
  return (
    <section
      className={`wall-left ${className} ${isBeside ? 'is-beside' : ''}`}
      aria-label={wallWords.operators}
    >
      <p className={isBeside || word.length > 5 ? 'word word-long' : 'word'}>
        <Sign id={signOf(like)} />
        <span>{word}</span>
      </p>
      {doubt && was ? (
        <p>
          <Dated text={doubtWords.wereAt(operators.length, was, doubt.dating)} />
        </p>
      ) : null}
      {like.payment === 'normal' ? null : (
        <p className="wall-pay">
          <PaymentMark payment={like.payment} />
        </p>
      )}
      <p>{wallWords.forCard}</p>
      {operators.map(({ platform, reason, since, expectedBack }) => (
        <p className="wall-op" key={platform}>
          <b>{view.nameOf(platform)}</b>
          {doubt ? null : (
            <span>
              {reasonSentence(reason)}
              {since === null ? null : `, ${boardWords.sinceDay}${shortDay(since)}`}
              {slide.isTouched && since !== null
                ? `, ${expectedBack ? boardWords.backAt(moment(expectedBack)) : boardWords.backUntold}`
                : null}
            </span>
          )}
        </p>
      ))}
      {paid.map((sentence) => (
        <p className="wall-paid" key={sentence}>
          {sentence}
        </p>
      ))}
    </section>
  );
};

const Names = ({ slide, view }: { slide: NamesSlide | null; view: BoardView }) => {
  const isDoubted = useDoubt() !== null;
  const rest = restOf(view.lines, slide?.group ?? null);
  const shown = slide ? shownOf(slide.group, isDoubted) : null;
  const [first, last] = [slide?.lines[0], slide?.lines.at(-1)];
  return (
    <section className={`wall-right ${shown?.className ?? ''}`} aria-label={wallWords.mutuelles}>
      {slide && shown && first && last ? (
        <>
          <h2>
            <span className={`verdict ${shown.className}`}>
              <Sign id={signOfGroup(slide.group, view)} />
              <span>{wallWords.counted(shown.word, slide.count)}</span>
            </span>
            {slide.pages > 1 ? (
              <small>{wallWords.page(slide.page, slide.pages, first.name, last.name)}</small>
            ) : null}
          </h2>
          <ul className="wall-names">
            {slide.lines.map(({ mutuelle, name }) => (
              <li key={mutuelle}>{name}</li>
            ))}
          </ul>
        </>
      ) : (
        <p className="wall-none">{isDoubted ? doubtWords.noIncident : wallWords.noneTouched}</p>
      )}
      <p className="wall-rest">
        {rest.map(([group, count]) => (
          <Rest key={group} group={group} count={count} view={view} />
        ))}
      </p>
    </section>
  );
};

const signOfGroup = (group: BoardGroup, view: BoardView): string => groupSign(group, view.isPresumed);

const Rest = ({ group, count, view }: { group: BoardGroup; count: number; view: BoardView }) => {
  const { className, was } = shownOf(group, useDoubt() !== null);
  return (
    <span className={`verdict ${className}`}>
      <Sign id={signOfGroup(group, view)} />
      <span>
        {was === null
          ? wallWords.rest(group, count)
          : `${groupWords.unknown.word} ${doubtWords.was(wallWords.rest(group, count))}`}
      </span>
    </span>
  );
};
