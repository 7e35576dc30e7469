import { useLocation, useParams } from '@remix-run/react';

/** `followed`: it asks again by itself; `read`: it shows a state, as it was when it was read; `still`: it shows none. */
export type PageKind = 'followed' | 'read' | 'still';

const READ = ['plateformes', 'incidents', 'historique', 'avis', 'maintenances'];

export const usePageKind = (): PageKind => {
  const { pathname } = useLocation();
  if (useParams().profession !== undefined) return 'followed';
  return READ.includes(pathname.split('/')[1] ?? '') ? 'read' : 'still';
};
