import { Link } from '@remix-run/react';
import type { ConnectorWhole, LinkRecord, PayloadRecord } from '#server/contract/connectors';
import { Moment } from '../../ui/moment';
import type { NameOf } from '../../ui/names';
import { PageBody, Section } from '../../ui/page-body';
import { longInstant } from '../../words/instants';
import { connectorDoneWords, connectorsWords, connectorWords, toolName } from '../../words/space-connectors';
import { typeset } from '../../words/typography';
import { ActionForm, FoldedAction } from '../form/action-form';
import { TextField } from '../form/fields';
import { DoneNote } from '../form/notes';
import { ProblemNote } from '../form/refusals';
import type { Ready } from '../form/sending';
import { isOf, type Refusal } from '../form/typed';
import type { Named } from '../updates/scope';
import { LinkForm } from './link-form';
import { placeSentence } from './places';

type ConnectorPageProps = {
  connector: ConnectorWhole;
  platforms: readonly Named[];
  nameOf: NameOf;
  ready: Ready;
  refused: Refusal | null;
  done: string | null;
};

type FormProps = Pick<ConnectorPageProps, 'refused' | 'ready'>;
const ownOf = ({ refused, ready }: FormProps, action: string, id: string) => {
  const own = isOf(refused, action, id) ? refused : null;
  return {
    own,
    idempotencyKey: own?.typed.cle?.[0] ?? `${ready.key}-${action}-${id}`,
    isCodeAsked: ready.isCodeAsked,
  };
};

type LinkItemProps = { link: LinkRecord; nameOf: NameOf } & FormProps;

const LinkItem = ({ link, nameOf, ...form }: LinkItemProps) => (
  <li>
    <h3>{link.labels.join(' + ')}</h3>
    <p>{placeSentence({ ...link, health: link.health ?? null }, nameOf)}</p>
    <FoldedAction
      {...ownOf(form, 'delier', link.id)}
      action="delier"
      target={link.id}
      summary={connectorWords.unlink}
      about={connectorWords.unlinkAbout(link.labels.join(' + '))}
      isOpen={isOf(form.refused, 'delier', link.id)}
      submit={connectorWords.unlink}
    />
  </li>
);

const PayloadItem = ({ payload }: { payload: PayloadRecord }) => (
  <li>
    <h3>{toolName(payload.tool)}</h3>
    <p>
      {connectorWords.heard}
      <Moment iso={payload.heardAt} as={longInstant} />
      {payload.times > 1 && connectorWords.times(payload.times)}
    </p>
    <details className="folded">
      <summary>{connectorWords.see}</summary>
      <pre className="example">{indented(payload.body)}</pre>
    </details>
  </li>
);

const indented = (body: string): string => JSON.stringify(JSON.parse(body), null, 2);

/** At most so many words are offered: others are typed. */
const MOST_LABELS = 60;

/** What one tool said, what its words stand for, and whether its organisation's page is read. */
export const ConnectorPage = (props: ConnectorPageProps) => {
  const { connector, platforms, nameOf, refused, ready, done } = props;
  const { id, name, links, payloads, summaryUrl, askedAt, failure, revokedAt } = connector;
  const labels = [...new Set(payloads.flatMap((payload) => payload.labels))].slice(0, MOST_LABELS);
  const form = { refused, ready };
  return (
    <PageBody title={typeset(name)} above={<Link to="/espace/branchements">{connectorsWords.title}</Link>}>
      <ProblemNote problem={refused?.problem ?? null} />
      {refused === null && <DoneNote said={connectorDoneWords(done)} />}
      {revokedAt !== null && <p className="lead">{connectorWords.revoked}</p>}
      <Section id="liens" title={connectorWords.linksTitle}>
        <p className="hint">{connectorWords.linksLead}</p>
        {links.length === 0 && <p className="empty">{connectorWords.noLinks}</p>}
        <ul className="notices">
          {links.map((link) => (
            <LinkItem key={link.id} link={link} nameOf={nameOf} {...form} />
          ))}
        </ul>
      </Section>
      {revokedAt === null && (
        <Section id="relier" title={connectorWords.linkTitle}>
          <LinkForm
            key={links.length}
            connector={id}
            labels={labels}
            platforms={platforms}
            refused={refused}
            ready={ready}
          />
        </Section>
      )}
      <Section id="envois" title={connectorWords.payloadsTitle}>
        <p className="hint">{connectorWords.payloadsLead}</p>
        {payloads.length === 0 && <p className="empty">{connectorWords.noPayloads}</p>}
        <ul className="notices">
          {payloads.map((payload) => (
            <PayloadItem key={payload.id} payload={payload} />
          ))}
        </ul>
      </Section>
      {revokedAt === null && (
        <>
          <Section id="page" title={connectorWords.summaryTitle}>
            <p className="hint">{connectorWords.summaryLead}</p>
            {summaryUrl !== null && (
              <p>
                {askedAt === null ? connectorWords.notAsked : connectorWords.asked}
                {askedAt !== null && <Moment iso={askedAt} as={longInstant} />}
                {failure !== null && typeset(connectorWords.failed(failure))}
              </p>
            )}
            <ActionForm
              {...ownOf(form, 'page', id)}
              action="page"
              target={id}
              submit={connectorWords.save}
              which={`, ${connectorWords.summary}`}
            >
              <TextField
                label={connectorWords.summary}
                name="adresse"
                of="/url"
                type="url"
                placeholder="https://"
                maxLength={2000}
                defaultValue={summaryUrl ?? ''}
              />
            </ActionForm>
          </Section>
          <FoldedAction
            {...ownOf(form, 'revoquer', id)}
            action="revoquer"
            target={id}
            summary={connectorWords.revoke}
            about={connectorWords.revokeAbout(name)}
            isOpen={isOf(refused, 'revoquer', id)}
            submit={connectorWords.revokeThis}
          />
        </>
      )}
    </PageBody>
  );
};
