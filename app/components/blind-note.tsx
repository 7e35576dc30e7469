import { longMoment } from '../words/fr/instants';
import { fr } from '../words/fr/typography';
import { Moment } from './moment';

/** Our own probes see nothing at all: what they would say of others is not believed, and that is said. */
export const BlindNote = ({ since }: { since: string | null }) =>
  since === null ? null : (
    <p className="warn">
      {fr`Nos sondes n'ont plus accès au réseau depuis le `}
      <Moment iso={since} as={longMoment} />
      {fr` : ce qui n'est que mesuré n'est plus à jour.`}
    </p>
  );
