import { RemixBrowser } from '@remix-run/react';
import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { patient } from './client/patience';
import { ReceivedParts, readParts } from './ui/part';

const failed = readParts(document.documentElement.dataset.failedParts);

window.fetch = patient(window.fetch.bind(window));

/**
 * Remix suspends its root until what its page came with is decoded. A key typed meanwhile makes React hydrate at once, which
 * a suspended root cannot (its error 345): it is decoded before React has anything to hydrate.
 */
const decoded = async (): Promise<void> => {
  try {
    RemixBrowser({});
  } catch (waiting) {
    if (!(waiting instanceof Promise)) throw waiting;
    await waiting;
  }
};

await decoded();
startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <ReceivedParts failed={failed}>
        <RemixBrowser />
      </ReceivedParts>
    </StrictMode>,
  );
});
