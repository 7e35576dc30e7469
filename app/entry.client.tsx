import { RemixBrowser } from '@remix-run/react';
import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { patient } from './client/patience';
import { ReceivedParts, readParts } from './ui/part';

const failed = readParts(document.documentElement.dataset.failedParts);

window.fetch = patient(window.fetch.bind(window));

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
