import type { ShouldRevalidateFunction } from '@remix-run/react';

/**
 * A page is read again after each form, refused or not: what it shows beside the form may have changed, the factor
 * shown too. Not when the session is over: reading it would lead away from what was typed.
 */
export const revalidateForm: ShouldRevalidateFunction = ({
  formData,
  actionStatus,
  defaultShouldRevalidate,
}) => {
  return formData ? actionStatus !== 401 : defaultShouldRevalidate;
};
