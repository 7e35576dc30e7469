import { connect, isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { StepOf } from '#server/contract/probe-steps';
import { DAY } from '#server/domain/facts/intervals';
import { connected, orAborted } from '#server/outbound/outbound';
import { resolveTarget } from '#server/outbound/targets';
import { type Finding, failed, type Journey, notCalled, passed } from './journey';

/** A port that takes a connection; nothing is said there. */
export const checkTcp = async (step: StepOf<'tcp'>, { outbound, signal }: Journey): Promise<Finding> => {
  const target = await orAborted(resolveTarget(outbound, step.host, step.port), signal);
  if (!target.ok) return notCalled(target.refusal);
  const { addresses, port } = target.value;
  const socket = connect({ host: addresses[0] ?? '', port });
  await connected(socket, 'connect', signal);
  return passed(`port ${port} ouvert`);
};

/** A certificate: its chain, its name, and the days it has left. */
export const checkTls = async (step: StepOf<'tls'>, { outbound, signal, now }: Journey): Promise<Finding> => {
  const resolved = await orAborted(resolveTarget(outbound, step.host, step.port), signal);
  if (!resolved.ok) return notCalled(resolved.refusal);
  const { host, port, addresses } = resolved.value;
  const socket = connectTls({
    host: addresses[0] ?? '',
    port,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(outbound.trusted ? { ca: outbound.trusted } : {}),
    // A bad certificate must not fail the connection: its fault is what we came for.
    rejectUnauthorized: false,
  });
  const { authorized, authorizationError, expires } = await connected(
    socket,
    'secureConnect',
    signal,
    () => ({
      authorized: socket.authorized,
      authorizationError: socket.authorizationError,
      expires: new Date(socket.getPeerCertificate().valid_to),
    }),
  );
  // A handshake without a certificate tells no date.
  if (Number.isNaN(+expires)) return failed('aucun certificat présenté');
  const day = expires.toISOString().slice(0, 10);
  const days = Math.floor((+expires - +now) / DAY);
  if (days < 0) return failed(`certificat expiré depuis le ${day}`);
  if (!authorized) return failed(certificateFault(String(authorizationError)));
  if (days < step.daysLeft)
    return failed(`certificat valable jusqu’au ${day} : ${days} jours, ${step.daysLeft} attendus`);
  return passed(`certificat valable jusqu’au ${day}`);
};

/** What is wrong with a certificate, from the code of OpenSSL or Node. */
export const certificateFault = (code: string): string =>
  CERTIFICATE_FAULTS[code] ?? `certificat refusé (${code})`;

const CERTIFICATE_FAULTS: Record<string, string> = {
  CERT_HAS_EXPIRED: 'certificat expiré',
  CERT_NOT_YET_VALID: 'certificat pas encore valable',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificat signé par lui-même',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificat d’une autorité inconnue',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificat d’une autorité inconnue',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificat sans sa chaîne',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificat d’un autre nom',
};
