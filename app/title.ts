import { useEffect } from 'react';

/** A tab says what its page says: the document's title follows, from what came with it on. */
export const useTitle = (title: string): void => {
  // After each drawing: the titles of routes are written again when what they load is.
  useEffect(() => {
    document.title = title;
  });
};
