import { Link } from '@remix-run/react';
import { apartWords } from '#server/contract/clock';
import type { FirstSteps } from '#server/contract/first-steps';
import { Section } from '../../ui/page-body';
import {
  addressWords,
  firstAddressWords,
  firstMachineWords,
  firstMailWords,
  firstProbesWords,
} from '../../words/space-first-steps';

export type MachineProps = {
  steps: FirstSteps;
  mail: { hasServer: boolean; hasSender: boolean };
  /** How far the machine's clock is off, milliseconds; null: it is believed. */
  clockBy: number | null;
};

/** What else a new service wants, and what is missing of it. */
export const WhatRemains = ({ steps, mail, clockBy }: MachineProps) => (
  <>
    <Section id="sondes" title={firstProbesWords.title}>
      <p>{steps.unusedProbes > 0 ? firstProbesWords.ready(steps.unusedProbes) : firstProbesWords.none}</p>
      <p className="small">
        {firstProbesWords.how}
        <Link to="/espace/sondes">{firstProbesWords.page}</Link>.
      </p>
    </Section>
    <Section id="courriels" title={firstMailWords.title}>
      <p>{firstMailWords.what}</p>
      <p className="small">{mailWords(mail)}</p>
    </Section>
    <Section id="adresse" title={firstAddressWords.title}>
      {addressWords(steps).map((said) => (
        <p key={said}>{said}</p>
      ))}
    </Section>
    <Section id="machine" title={firstMachineWords.title}>
      <p>
        {firstMachineWords.backup}
        <code>{firstMachineWords.backupCommand}</code>
      </p>
      {clockBy === null ? (
        <p>{firstMachineWords.clockRight}</p>
      ) : (
        <p>
          {firstMachineWords.clockWrong(apartWords({ by: clockBy }))}
          <code>{firstMachineWords.clockCommand}</code>.
        </p>
      )}
    </Section>
  </>
);

const mailWords = ({ hasServer, hasSender }: MachineProps['mail']): string => {
  const missing = [...(hasServer ? [] : ['SMTP_URL']), ...(hasSender ? [] : ['MAIL_FROM'])];
  return missing.length > 0 ? firstMailWords.missing(missing) : firstMailWords.set;
};
