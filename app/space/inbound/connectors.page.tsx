import { Link } from '@remix-run/react';
import type { ConnectorRecord } from '#server/contract/connectors';
import { Moment } from '../../ui/moment';
import type { NameOf } from '../../ui/names';
import { PageBody, Section } from '../../ui/page-body';
import { longInstant } from '../../words/instants';
import { connectorDoneWords, connectorsWords, connectorWords } from '../../words/space-connectors';
import { typeset } from '../../words/typography';
import { ActionForm } from '../form/action-form';
import { TextField } from '../form/fields';
import { DoneNote, ShownOnce } from '../form/notes';
import { ProblemNote } from '../form/refusals';
import type { Ready } from '../form/sending';
import { isOf, type Refusal } from '../form/typed';
import { HowTo } from './how-to';

type ConnectorsPageProps = {
  connectors: readonly ConnectorRecord[];
  isDesk: boolean;
  nameOf: NameOf;
  /** Where tools reach us. */
  origin: string;
  ready: Ready;
  refused: Refusal | null;
  done: string | null;
  /** Of one just made: its token is shown once. */
  made: { token: string } | null;
};

/** Where an organisation's tools speak to us, and how each is told. */
export const ConnectorsPage = (props: ConnectorsPageProps) => {
  const { connectors, isDesk, nameOf, origin, ready, refused, done, made } = props;
  const last = isOf(refused, 'faire') ? refused : null;
  const addressOf = (token: string) => `${origin}/api/v1/inbound/${token}`;
  return (
    <PageBody title={connectorsWords.title}>
      <ProblemNote problem={refused?.problem ?? null} />
      {refused === null && <DoneNote said={connectorDoneWords(done)} />}
      {made && (
        <ShownOnce
          title={connectorsWords.madeTitle}
          label={connectorsWords.address}
          value={addressOf(made.token)}
        >
          <p className="small">{connectorsWords.putAway}</p>
        </ShownOnce>
      )}
      <p className="lead">{connectorsWords.lead}</p>
      <Section id="branchements" title={connectorsWords.listTitle}>
        {connectors.length === 0 && <p className="empty">{connectorsWords.none}</p>}
        <ul className="notices">
          {connectors.map((each) => (
            <li key={each.id} className={each.revokedAt === null ? undefined : 'is-void'}>
              <h3>
                <Link to={`/espace/branchements/${each.id}`}>{typeset(each.name)}</Link>
              </h3>
              <p>
                {isDesk && connectorsWords.of(typeset(nameOf(each.organisation)))}
                {each.revokedAt === null ? connectorsWords.madeOn : connectorsWords.revokedOn}
                <Moment iso={each.revokedAt ?? each.madeAt} as={longInstant} />
                {each.failure !== null && typeset(connectorWords.failed(each.failure))}
              </p>
            </li>
          ))}
        </ul>
      </Section>
      <Section id="faire" title={connectorsWords.makeTitle}>
        <ActionForm
          key={made?.token}
          action="faire"
          idempotencyKey={last?.typed.cle?.[0] ?? ready.key}
          own={last}
          isCodeAsked={ready.isCodeAsked}
          submit={connectorsWords.make}
          isMain
        >
          <TextField
            label={connectorsWords.name}
            name="nom"
            of="/name"
            hint={connectorsWords.nameHint}
            maxLength={100}
            required
          />
        </ActionForm>
      </Section>
      <HowTo address={addressOf(made?.token ?? connectorsWords.hiddenToken)} isReal={made !== null} />
    </PageBody>
  );
};
