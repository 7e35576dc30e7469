import type { LoaderFunctionArgs } from '@remix-run/node';
import { CONVENTION_COLUMNS } from '#server/contract/convention-columns';
import { deskOnly, spaceLoader } from '../writer';

/** An empty list of conventions, with its mark so that a spreadsheet reads what is added to it as UTF-8. */
export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer) => {
    deskOnly(writer);
    return new Response(`\ufeff${CONVENTION_COLUMNS.join(';')}\r\n`, {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="modele-conventions.csv"',
        'Cache-Control': 'no-store',
      },
    });
  });
