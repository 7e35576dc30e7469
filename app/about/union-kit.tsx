import { PROFESSIONS, type Profession } from '#server/domain/facts/vocabulary';
import { boardTitleOf } from '../words/cards';
import { professionWords } from '../words/professions';
import { unionKitWords as words } from '../words/union-kit';

type UnionKitProps = { profession: Profession; origin: string };

/** Extracts of one profession, each to be copied as it is. */
export const UnionKit = ({ profession, origin }: UnionKitProps) => {
  const { slug, plural } = professionWords[profession];
  const board = `${origin}/${slug}`;
  const frame = `<iframe src="${origin}/embed/${slug}" width="480" height="560" title="${boardTitleOf(plural)}" loading="lazy"></iframe>`;
  return (
    <>
      <h2 id="syndicats">{words.title}</h2>
      <p>{words.lead}</p>
      <form method="get" action="#syndicats">
        <label htmlFor="profession">{words.profession}</label>{' '}
        <select id="profession" name="profession" key={slug} defaultValue={slug}>
          {PROFESSIONS.map((each) => (
            <option key={each} value={professionWords[each].slug}>
              {professionWords[each].name}
            </option>
          ))}
        </select>{' '}
        <button className="button" type="submit">
          {words.choose}
        </button>
      </form>
      <h3>{words.frame}</h3>
      <Extract text={frame} />
      <h3>{words.wordpress}</h3>
      <p>{words.wordpressSaid}</p>
      <Extract text={board} />
      <h3>{words.oembed}</h3>
      <Extract text={`${origin}/oembed?url=${encodeURIComponent(board)}`} />
      <h3>{words.mail}</h3>
      <Extract
        text={`${words.subject}${words.mailSubject(profession)}\n\n${words.mailText(profession, origin)}`}
      />
      <h3>{words.sheet}</h3>
      <p>
        {words.sheetSaid} <a href="/avis">{words.notices}</a>
      </p>
      <h3>{words.followed}</h3>
      <p>
        {words.followedSaid} <a href="/abonnements">{words.follow}</a>
      </p>
    </>
  );
};

/** Copied by hand: it wraps where it must, and holds nothing but its text. */
export const Extract = ({ text }: { text: string }) => (
  <pre className="extract">
    <code>{text}</code>
  </pre>
);
