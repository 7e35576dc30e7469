import { RemixBrowser } from '@remix-run/react';
import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { ReceivedParts, readParts } from './ui/part';

const failed = readParts(document.documentElement.dataset.failedParts);

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
