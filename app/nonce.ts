import { createContext, useContext } from 'react';

const Nonce = createContext<string | undefined>(undefined);
export const NonceProvider = Nonce.Provider;

/** The nonce of this response; undefined in the browser, where what it allowed has already run. */
export const useNonce = () => useContext(Nonce);
