import { memo, type ReactNode } from 'react';
import type { Timeline } from '#server/contract/answers';
import { doubtWords } from '../words/fr/freshness';
import { PAST_UNREADABLE } from '../words/fr/periods';
import { DatedPart, useDoubtSince } from './freshness';
import { HealthTimeline } from './health-timeline';
import { Dated } from './moment';
import type { NameOf } from './told';
import { VerdictStrip } from './verdict-strip';

type LastDaysProps = { timeline: Timeline; nameOf: NameOf };

/** The past of an answer. It is read once: on a page that stays open, nothing in it is said to last until now. */
export const LastDays = ({ timeline, nameOf }: LastDaysProps) => {
  const doubt = useDoubtSince(timeline.at);
  const title = doubt ? <Dated text={doubtWords.lastDays(doubt.dating)} /> : '90 derniers jours';
  return (
    <Days title={title}>
      <Drawn timeline={timeline} until={doubt ? timeline.at : null} nameOf={nameOf} />
    </Days>
  );
};

/** Charts are not drawn again each time that ages count on. */
const Drawn = memo(({ timeline, until, nameOf }: LastDaysProps & { until: string | null }) => (
  <DatedPart>
    <VerdictStrip timeline={timeline} until={until} />
    <HealthTimeline timeline={timeline} until={until} nameOf={nameOf} />
  </DatedPart>
));

/** In its place while the server has no database. */
export const UnreadDays = () => (
  <Days title="90 derniers jours">
    <p>{PAST_UNREADABLE}</p>
  </Days>
);

const Days = ({ title, children }: { title: ReactNode; children: ReactNode }) => (
  <section className="part" aria-labelledby="jours">
    <h2 id="jours">{title}</h2>
    {children}
  </section>
);
