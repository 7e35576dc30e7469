import { useDoubt } from '../ui/freshness';
import { Dated } from '../ui/moment';
import type { AnyAnswer, NameOf } from '../ui/names';
import { answerPageWords } from '../words/answer-page';
import { backlogDays, backlogSpan, backlogTask } from '../words/backlog';
import { doubtWords } from '../words/freshness';

/** À reprendre: what an outage that is over left to do, for a week. */
export const BacklogList = ({ answer, nameOf }: { answer: AnyAnswer; nameOf: NameOf }) => {
  const isDoubted = useDoubt() !== null;
  return answer.backlog.length === 0 ? null : (
    <section className="part" aria-labelledby="reprendre">
      <h2 id="reprendre">{answerPageWords.backlog}</h2>
      <p className="hint">{isDoubted ? doubtWords.outageOver : answerPageWords.backlogOver}</p>
      <ul className="backlog">
        {answer.backlog.map((item) => (
          <li key={`${item.platform} ${item.flow}`}>
            <strong>{backlogTask(item, nameOf(item.platform))}</strong>
            <span className="says">
              <Dated text={backlogSpan(item)} />
              {item.days && (
                <>
                  {' · '}
                  <Dated text={backlogDays(item.days)} />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};
