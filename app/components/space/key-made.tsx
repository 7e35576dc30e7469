import { fr } from '../../words/fr/typography';
import { ShownOnce } from './shown-once';

type KeyMadeProps = { secret: string; isProbe: boolean; origin: string };

/** The secret, and a first call that changes nothing. */
export const KeyMade = ({ secret, isProbe, origin }: KeyMadeProps) => (
  <ShownOnce title="Votre clé" label="Secret" value={secret}>
    <p className="small">{fr`Rangez-le maintenant dans votre coffre : il ne sera plus montré.`}</p>
    {isProbe ? (
      <p className="small">{fr`Cette clé n'envoie que des mesures.`}</p>
    ) : (
      <>
        <p className="small">{fr`Pour l'essayer, sans rien changer :`}</p>
        <pre className="example">{`curl ${origin}/api/v1/due \\\n  -H "Authorization: Bearer ${secret}"`}</pre>
      </>
    )}
    <p className="small">
      <a href="/api/v1/openapi.json">{fr`Tout ce qu'un logiciel peut demander (OpenAPI)`}</a>
    </p>
  </ShownOnce>
);
