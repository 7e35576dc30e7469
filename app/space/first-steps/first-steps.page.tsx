import { Form } from '@remix-run/react';
import type { FirstSteps } from '#server/contract/first-steps';
import type { Problem } from '#server/contract/problem';
import { Moment } from '../../ui/moment';
import { PageBody, Section } from '../../ui/page-body';
import { longInstant } from '../../words/instants';
import { firstStepsWords, invitingFirstWords } from '../../words/space-first-steps';
import { typeset } from '../../words/typography';
import { ActionForm } from '../form/action-form';
import { SelectField, TextField } from '../form/fields';
import { useLinkToken } from '../form/link-token';
import { ShownOnce } from '../form/notes';
import { ProblemNote } from '../form/refusals';
import type { Refusal } from '../form/typed';
import { type MachineProps, WhatRemains } from './what-remains';

export type Invited = { email: string; address: string; expiresAt: string };

type Answered = {
  token: string;
  steps: FirstSteps | null;
  invited: Invited | null;
  worthless: Problem | null;
  refused: Refusal | null;
};

type FirstStepsPageProps = Omit<MachineProps, 'steps'> & { answered: Answered | null };

export const FirstStepsPage = ({ answered, ...machine }: FirstStepsPageProps) => {
  const steps = answered?.steps ?? null;
  return (
    <PageBody title={firstStepsWords.title}>
      {steps && answered ? (
        <>
          {answered.invited ? (
            <InvitedFirst {...answered.invited} />
          ) : (
            <InviteFirst token={answered.token} steps={steps} refused={answered.refused} />
          )}
          <WhatRemains steps={steps} {...machine} />
        </>
      ) : (
        <>
          <ProblemNote problem={answered?.worthless ?? null} />
          <Begin />
        </>
      )}
    </PageBody>
  );
};

/** The address that held the token gives way to one that does not, in the browser's history too. */
const Begin = () => {
  const token = useLinkToken();
  return (
    <>
      <p className="lead">{firstStepsWords.lead}</p>
      <Form method="post" action="/premiers-pas" replace className="form narrow">
        {token === '' ? (
          <TextField
            label={firstStepsWords.token}
            name="jeton"
            hint={firstStepsWords.tokenHint}
            autoComplete="off"
            spellCheck={false}
            required
          />
        ) : (
          <input type="hidden" name="jeton" value={token} />
        )}
        <div className="send">
          <button className="button button-main" type="submit">
            {firstStepsWords.begin}
          </button>
          <span className="small faint">{firstStepsWords.beginHint}</span>
        </div>
      </Form>
      <p className="small">{firstStepsWords.lost}</p>
      <p className="small">
        <code>{firstStepsWords.command}</code>
      </p>
    </>
  );
};

type InviteFirstProps = { token: string; steps: FirstSteps; refused: Refusal | null };

/** What `npm run admin -- invite` does, for whoever read what the start printed. */
const InviteFirst = ({ token, steps: { organisations }, refused }: InviteFirstProps) => (
  <Section id="inviter" title={invitingFirstWords.title}>
    <ProblemNote problem={refused?.problem ?? null} />
    <p>{invitingFirstWords.missing}</p>
    <p className="small">{invitingFirstWords.lead}</p>
    <ActionForm action="inviter" own={refused} isCodeAsked={false} submit={invitingFirstWords.submit} isMain>
      <input type="hidden" name="jeton" value={token} />
      <TextField
        label={invitingFirstWords.email}
        name="adresse"
        of="/email"
        type="email"
        autoComplete="email"
        required
      />
      <SelectField
        label={invitingFirstWords.organisation}
        name="organisation"
        of="/organisation"
        options={organisations.map(({ id, name }) => ({ value: id, label: typeset(name) }))}
      />
    </ActionForm>
    <p className="small">{invitingFirstWords.once}</p>
  </Section>
);

const InvitedFirst = ({ email, address, expiresAt }: Invited) => (
  <ShownOnce title={invitingFirstWords.made(email)} label={invitingFirstWords.link} value={address}>
    <p className="small">
      {invitingFirstWords.linkHint}
      <Moment iso={expiresAt} as={longInstant} />.
    </p>
    <p className="small">{invitingFirstWords.wayOut}</p>
  </ShownOnce>
);
