import { connect } from 'node:net';
import type { StepOf } from '#server/contract/probe-steps';
import { type Finding, type Journey, notCalled, passed } from './finding';
import { connected, orAborted } from './outbound';
import { resolveTarget } from './targets';

/** A port that takes a connection; nothing is said there. */
export const checkTcp = async (step: StepOf<'tcp'>, { outbound, signal }: Journey): Promise<Finding> => {
  const target = await orAborted(resolveTarget(outbound, step.host, step.port), signal);
  if (!target.ok) return notCalled(target.refusal);
  const { addresses, port } = target.value;
  const socket = connect({ host: addresses[0] ?? '', port });
  await connected(socket, 'connect', signal);
  return passed(`port ${port} ouvert`);
};
