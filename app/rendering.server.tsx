import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { ReactElement } from 'react';
import { renderToPipeableStream } from 'react-dom/server';
import type { FailedParts, OpenPart, Parts } from './ui/part';

const RENDER_LIMIT_MS = 5_000;

/**
 * The whole of a page, once nothing of it is awaited. Rejects once, and is then done: React goes on after an error. It
 * rejects too when the page is not there within `limitMs`: React, aborted before its shell is complete, calls nobody.
 */
export const rendered = (
  page: ReactElement,
  nonce: string,
  limitMs: number = RENDER_LIMIT_MS,
): Promise<string> =>
  new Promise((resolve, reject) => {
    let hasFailed = false;
    const failed = (error: unknown) => {
      hasFailed = true;
      clearTimeout(limit);
      reject(error);
    };
    const { pipe, abort } = renderToPipeableStream(page, {
      nonce,
      onAllReady() {
        clearTimeout(limit);
        if (!hasFailed) text(pipe(new PassThrough())).then(resolve, reject);
      },
      onShellError: failed,
      onError: failed,
    });
    const limit = setTimeout(() => {
      failed(new Error(`The page was not rendered within ${limitMs} ms.`));
      abort();
    }, limitMs);
  });

/** `isAnswering`: no part that failed was the answer. */
type Page = { html: string; failed: FailedParts; isAnswering: boolean };

/**
 * Makes a page, and again without each part that throws. `report` logs the error and returns the reference that stands in
 * place of the part. Rejects with an error outside every part.
 */
export const withoutFailingParts = async (
  make: (parts: Parts) => Promise<string>,
  report: (error: unknown, part: string) => string,
): Promise<Page> => {
  const failed = new Map<string, string>();
  let isAnswering = true;
  for (;;) {
    const open: OpenPart[] = [];
    try {
      return { html: await make({ failed, open }), failed, isAnswering };
    } catch (error) {
      const part = open.at(-1);
      if (!part || failed.has(part.name)) throw error;
      failed.set(part.name, report(error, part.name));
      isAnswering &&= !part.isAnswer;
    }
  }
};
