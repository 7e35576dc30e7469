import { useLocation, useParams } from '@remix-run/react';
import { createContext, useContext, useEffect } from 'react';

const Nonce = createContext<string | undefined>(undefined);
export const NonceProvider = Nonce.Provider;

/** The nonce of this response; undefined in the browser, where what it allowed has already run. */
export const useNonce = () => useContext(Nonce);

/** `followed`: it asks again by itself; `read`: it shows a state, as it was when it was read; `still`: it shows none. */
export type PageKind = 'followed' | 'read' | 'still';

const READ = ['plateformes', 'incidents', 'historique', 'avis', 'maintenances'];

export const usePageKind = (): PageKind => {
  const { pathname } = useLocation();
  if (useParams().profession !== undefined) return 'followed';
  return READ.includes(pathname.split('/')[1] ?? '') ? 'read' : 'still';
};

/** A tab says what its page says: the document's title follows, from what came with it on. */
export const useTitle = (title: string): void => {
  // After each drawing: the titles of routes are written again when what they load is.
  useEffect(() => {
    document.title = title;
  });
};
