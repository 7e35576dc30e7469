import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import QRCode from 'qrcode';
import { ask, askIfThere } from '../client/ask';
import { FreshnessProvider } from '../ui/freshness';
import { namesOf, tradeName } from '../ui/names';
import { attestationWords } from '../words/attestation';
import { pageTitle } from '../words/frame';
import { AttestationPage } from './attestation.page';

export const loader = async ({ params: { id = '' }, context: { client, origin } }: LoaderFunctionArgs) => {
  const [given, keys, list] = await Promise.all([
    ask(client.api.v1.attestations[':id'].$get({ param: { id } })),
    ask(client.api.v1['signing-keys'].$get()),
    askIfThere(client.api.v1.platforms.$get({ query: {} })),
  ]);
  const drawing = await QRCode.toString(`${origin}/attestation/${id}`, { type: 'svg', margin: 0 });
  return {
    file: given.body,
    keys: keys.body.keys,
    platforms: list?.platforms ?? [],
    qr: `data:image/svg+xml;base64,${Buffer.from(drawing).toString('base64')}`,
  };
};

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return [];
  const { answer } = data.file.attestation;
  const of = attestationWords.of(tradeName(answer.name), answer.profession, answer.at);
  return [{ title: pageTitle(`${attestationWords.title} – ${of}`) }, { name: 'robots', content: 'noindex' }];
};

/** It is of its own instant, like a replay: it never grows old. */
const Page = () => {
  const { platforms, ...page } = useLoaderData<typeof loader>();
  return (
    <FreshnessProvider standing={null}>
      <AttestationPage {...page} nameOf={namesOf(platforms)} />
    </FreshnessProvider>
  );
};
export default Page;
