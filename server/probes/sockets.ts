import type { StepOf } from '#server/contract/probe-steps';
import { DAY } from '#server/domain/facts/intervals';
import { connectTo, secured } from '#server/outbound/connection';
import { orAborted } from '#server/outbound/outbound';
import { resolveTarget } from '#server/outbound/targets';
import { firstToExpire } from './certificates';
import { type Finding, failed, type Journey, notCalled, passed } from './journey';

/** A port that takes a connection; nothing is said there. */
export const checkTcp = async (step: StepOf<'tcp'>, { outbound, signal }: Journey): Promise<Finding> => {
  const target = await orAborted(resolveTarget(outbound, step.host, step.port), signal);
  if (!target.ok) return notCalled(target.refusal);
  (await connectTo(target.value, signal)).destroy();
  return passed(`port ${step.port} ouvert`);
};

// A bad certificate must not fail the connection: its fault is what we came for.
const ANY = { rejectUnauthorized: false };

/** A certificate: its chain, its name, and the days that the first of the chain to expire has left. */
export const checkTls = async (step: StepOf<'tls'>, { outbound, signal, now }: Journey): Promise<Finding> => {
  const target = await orAborted(resolveTarget(outbound, step.host, step.port), signal);
  if (!target.ok) return notCalled(target.refusal);
  const plain = await connectTo(target.value, signal);
  const socket = await secured(plain, target.value, outbound, signal, ANY);
  const { authorized, authorizationError } = socket;
  const presented = socket.getPeerX509Certificate();
  socket.destroy();
  // A handshake without a certificate tells no date.
  if (!presented) return failed('aucun certificat présenté');
  const { expires, isLeaf } = firstToExpire(presented, {
    trusted: outbound.trusted,
    takenAt: authorized ? now : null,
  });
  const what = isLeaf ? 'certificat' : 'certificat intermédiaire';
  const day = expires.toISOString().slice(0, 10);
  const days = Math.floor((+expires - +now) / DAY);
  if (days < 0) return failed(`${what} expiré depuis le ${day}`);
  if (!authorized) return failed(certificateFault(String(authorizationError)));
  if (days < step.daysLeft)
    return failed(`${what} valable jusqu’au ${day} : ${days} jours, ${step.daysLeft} attendus`);
  return passed(`${what} valable jusqu’au ${day}`);
};

/** What is wrong with a certificate, from the code of OpenSSL or Node. */
export const certificateFault = (code: string): string =>
  CERTIFICATE_FAULTS[code] ?? `certificat refusé (${code})`;

const CERTIFICATE_FAULTS: Record<string, string> = {
  CERT_HAS_EXPIRED: 'certificat expiré',
  CERT_NOT_YET_VALID: 'certificat pas encore valable',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificat signé par lui-même',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificat d’une autorité inconnue',
  UNABLE_TO_GET_ISSUER_CERT: 'certificat d’une autorité inconnue',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificat d’une autorité inconnue',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificat sans sa chaîne',
  CERT_REVOKED: 'certificat révoqué',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificat d’un autre nom',
};
