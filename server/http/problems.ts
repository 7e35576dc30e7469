import type { Context, TypedResponse } from 'hono';
import type { Problem } from '#server/contract/problem';

/** Why a question is refused. This file alone knows status codes. */
export type Refusal =
  | { kind: 'malformed'; pointer: string; detail: string; cure: string }
  | { kind: 'unknown-id'; pointer: string; detail: string; near: { id: string; name: string }[] }
  | { kind: 'no-such-address'; detail: string }
  | { kind: 'too-large'; detail: string; cure: string }
  | { kind: 'unreachable' }
  | { kind: 'accident' };

const problemOf = (refusal: Refusal) => {
  switch (refusal.kind) {
    case 'malformed':
      return { status: 400, title: 'Question mal formée', ...given(refusal) } as const;
    case 'unknown-id':
      return {
        status: 404,
        title: 'Inconnu de l’annuaire',
        cure: 'Vérifiez l’identifiant, ou cherchez-le par GET /api/v1/mutuelles?q=.',
        ...given(refusal),
      } as const;
    case 'no-such-address':
      return {
        status: 404,
        title: 'Adresse inconnue',
        cure: 'Voyez GET /api/v1/openapi.json.',
        ...given(refusal),
      } as const;
    case 'too-large':
      return { status: 413, title: 'Requête trop grande', ...given(refusal) } as const;
    case 'unreachable':
      return {
        status: 503,
        title: 'Base de données injoignable',
        detail: 'La base ne répond pas et rien n’est gardé en mémoire pour cette question.',
        cure: 'Réessayez dans quelques secondes : le service se rétablit de lui-même.',
      } as const;
    case 'accident':
      return {
        status: 500,
        title: 'Erreur du service',
        detail: 'La question n’a pas pu être traitée ; l’erreur est journalisée.',
        cure: 'Réessayez ; si cela dure, signalez-le avec l’heure.',
      } as const;
  }
};

const given = <R extends Refusal>({ kind: _, ...rest }: R) => rest;

type Refused<Status extends 400 | 404 | 503> = Status extends Status
  ? TypedResponse<Problem, Status, 'json'>
  : never;

/** An answer in `application/problem+json` (RFC 9457). Typed as the statuses a reading documents. */
export const refusal = (c: Context, refused: Refusal): Response & Refused<400 | 404 | 503> => {
  const { status, ...rest } = problemOf(refused);
  const body: Problem = { type: `urn:comptoir:problem:${refused.kind}`, status, ...rest };
  const headers = {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
    ...(status === 503 ? { 'Retry-After': '5' } : {}),
  };
  return c.json(body, status, headers) as unknown as Response & Refused<400 | 404 | 503>;
};
