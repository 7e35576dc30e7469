import type { ShouldRevalidateFunctionArgs } from '@remix-run/react';

/** A filter or a search of the board is the page's own affair: only another profession or instant asks again. */
export const isFilterOfBoard = ({
  currentUrl,
  nextUrl,
  nextParams: { profession, mutuelle, platform },
}: ShouldRevalidateFunctionArgs): boolean =>
  profession !== undefined &&
  mutuelle === undefined &&
  platform === undefined &&
  currentUrl.pathname === nextUrl.pathname &&
  currentUrl.searchParams.get('at') === nextUrl.searchParams.get('at') &&
  currentUrl.search !== nextUrl.search;
