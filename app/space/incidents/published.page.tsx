import { Link } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import type { IncidentRecord } from '#server/contract/incidents';
import type { NameOf } from '../../ui/names';
import { PageBody } from '../../ui/page-body';
import { incidentWords } from '../../words/space-incidents';
import { publishedWords } from '../../words/space-writing';
import { typeset } from '../../words/typography';
import { isProofAsked, ProblemNote } from '../form/refusals';
import { isOf, type Refusal } from '../form/typed';
import { BoardsNow, type Published, PublishedStep, WhatNext, WhoConfirms } from '../updates/published-update';

type PublishedPageProps = {
  incident: IncidentRecord;
  published: Published;
  refused: Refusal | null;
  idempotencyKey: string;
  isCodeAsked: boolean;
  nameOf: NameOf;
};

/** « C’est fait »: what was said, what the boards say since, who is to confirm it, what is due next. */
export const PublishedPage = (props: PublishedPageProps) => {
  const { incident, published, refused, idempotencyKey, isCodeAsked, nameOf } = props;
  const own = isOf(refused, 'annuler') ? refused : null;
  const title = useRef<HTMLSpanElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <PageBody
      title={
        <span tabIndex={-1} ref={title}>
          {publishedWords.title}
        </span>
      }
      beside={typeset(incident.title)}
    >
      <ProblemNote problem={isProofAsked(own?.problem ?? null) ? null : (own?.problem ?? null)} />
      <PublishedStep
        published={published}
        at={incident.at}
        nameOf={nameOf}
        refused={own}
        idempotencyKey={idempotencyKey}
        isCodeAsked={isCodeAsked}
      />
      <BoardsNow published={published} nameOf={nameOf} />
      <WhoConfirms returns={published.returns} />
      <WhatNext published={published} at={incident.at} incident={incident.id} />
      <p className="small">
        <Link to={`/incidents/${incident.id}`}>{incidentWords.publicPage}</Link>
      </p>
    </PageBody>
  );
};
