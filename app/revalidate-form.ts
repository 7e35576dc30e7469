import type { ShouldRevalidateFunction } from '@remix-run/react';
import { LIVE } from './components/space/live';

/**
 * A page is read again after each form, refused or not: what it shows beside the form may have changed, the factor
 * shown too. Not when the session is over: reading it would lead away from what was typed.
 */
export const revalidateForm: ShouldRevalidateFunction = ({
  formData,
  actionStatus,
  defaultShouldRevalidate,
}) => {
  if (!formData) return defaultShouldRevalidate;
  return formData.get('geste') !== LIVE && actionStatus !== 401;
};
