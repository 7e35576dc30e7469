/** A refusal is a value, an accident an exception. */
export type Result<T, R> = { ok: true; value: T } | { ok: false; refusal: R };

export const accept = <T>(value: T): Result<T, never> => ({ ok: true, value });
export const refuse = <R>(refusal: R): Result<never, R> => ({
  ok: false,
  refusal,
});
