import { noticeIn } from './notice-form';
import { faulty } from './readings';
import type { Call } from './space';
import { textIn } from './typed-fields';

export const postNotice =
  (form: FormData) =>
  async ({ client, headers }: Call): Promise<Response> => {
    const read = noticeIn(form);
    if (!read.ok) return faulty(read.faults);
    return client.api.v1.notices.$post({ json: read.json }, { headers });
  };

export const correctNotice =
  (id: string, form: FormData) =>
  async ({ client, headers }: Call): Promise<Response> => {
    const read = noticeIn(form);
    if (!read.ok) return faulty(read.faults);
    return client.api.v1.notices[':id'].corrections.$post({ param: { id }, json: read.json }, { headers });
  };

export const withdrawNotice =
  (id: string, form: FormData) =>
  ({ client, headers }: Call): Promise<Response> => {
    const json = { reason: textIn(form, 'motif') };
    return client.api.v1.notices[':id'].withdrawal.$post({ param: { id }, json }, { headers });
  };
