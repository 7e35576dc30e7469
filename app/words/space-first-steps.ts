import type { FirstSteps } from '#server/contract/first-steps';
import { counted, fr } from './typography';

/** What whoever installs reads, while nobody has an account. */

const COMMAND = 'npm run admin -- invite ADRESSE --organisation desk';

export const firstStepsWords = {
  title: 'Premiers pas',
  lead: fr`Ce service est neuf : personne n'a encore de compte. La première personne entre par le jeton que le démarrage vient d'imprimer.`,
  token: 'La ligne « premiers pas » du démarrage',
  tokenHint: fr`Collez-la en entier, ou ce qui suit « jeton= ». Elle est dans le terminal qui a lancé le service, ou dans le journal de la machine (journalctl --namespace=comptoir -u comptoir).`,
  begin: 'Commencer',
  beginHint: fr`Commencer ne consomme pas le jeton.`,
  lost: fr`Ligne perdue, ou jeton de plus de 24 heures ? Relancez le service : il en imprime un autre. Ou, sur la machine :`,
  command: COMMAND,
  worthlessTitle: 'Ce jeton ne sert pas',
  again: 'Donner un autre jeton',
};

export const invitingFirstWords = {
  title: 'Inviter la première personne',
  missing: fr`Manque : une première personne. Sans elle, rien ne s'écrit ici.`,
  lead: fr`Le bureau invite ensuite toutes les autres organisations ; une autre organisation n'invite que les siens. Le jeton sert à cela, une seule fois.`,
  organisation: 'Son organisation',
  email: 'Son adresse électronique',
  submit: fr`Faire le lien d'invitation`,
  once: fr`Le lien sert une fois et vaut 72 heures.`,
  made: (email: string): string => fr`Invitation faite pour ${email}`,
  link: 'Lien à remettre',
  linkHint: fr`Copiez-le maintenant : il ne sera plus montré. Si c'est vous, ouvrez-le et choisissez votre mot de passe. Il sert jusqu'au `,
  wayOut: fr`Perdu avant d'avoir servi ? Relancez le service, ou, sur la machine : ${COMMAND}`,
};

export const firstProbesWords = {
  title: 'Mesurer les portails publics',
  ready: (count: number): string =>
    fr`Manque : une mesure. ${counted(count, 'sonde est prête', 'sondes sont prêtes')} et ${count < 2 ? 'arrêtée' : 'arrêtées'} : tant qu'aucune ne tourne, le tableau ne dit que ce qui est déclaré ou présumé.`,
  none: fr`Aucune sonde n'attend d'être lancée.`,
  how: fr`Une fois entré, le bureau choisit lesquelles lancer, à la page `,
  page: 'Sondes',
};

export const firstMailWords = {
  title: 'Courriels',
  what: fr`Par courriel partent les messages à qui s'est abonné et, à qui écrit, les invitations, ce qui attend d'être confirmé ou dit, et ce qui touche les comptes.`,
  set: fr`SMTP_URL et MAIL_FROM sont donnés : lus et vérifiés au démarrage.`,
  missing: (names: readonly string[]): string =>
    fr`Pas donné${names.length > 1 ? 's' : ''} : ${names.join(' et ')}. Sans ${names.length > 1 ? 'eux' : 'lui'} aucun courriel ne part : les pages le disent et proposent le reste, et les liens d'invitation se remettent de la main à la main. Donnez SMTP_URL=smtps://utilisateur:secret@hôte:465 (ou SMTP_URL_FILE) et MAIL_FROM, l'adresse d'où ils partent, et relancez.`,
};

export const firstAddressWords = {
  title: 'Adresse publique',
  seen: (host: string): string => fr`Cette page a été demandée à ${host}`,
  direct: fr`, sans relais.`,
  forwarded: (proto: string | null): string =>
    fr`, par un relais${proto === null ? '' : ` qui la dit venue en ${proto}`}.`,
  publicUrl: (url: string): string => fr`PUBLIC_URL : ${url}.`,
  noPublicUrl: fr`Manque : PUBLIC_URL. Sans elle, les liens suivent l'hôte demandé, et seule cette machine peut entrer : pour d'autres, mettez un relais en https devant (nginx, Caddy), donnez PUBLIC_URL=https://votre-adresse, et relancez.`,
  noPublicUrlBehindProxy: fr`Manque : PUBLIC_URL. Un relais parle, mais les liens suivent l'en-tête Host qu'il envoie, et les cookies ne sont pas « Secure » : donnez PUBLIC_URL=https://votre-adresse, et relancez.`,
  untrusted: fr`Manque : ce relais dans TRUSTED_PROXIES. Il n'en est pas, et ce qu'il dit des lecteurs est ignoré : tous comptent comme un seul réseau. Donnez son adresse, et relancez.`,
  otherHost: (host: string): string =>
    fr`L'hôte demandé n'est pas celui de PUBLIC_URL : les liens mèneront à ${host}. C'est juste si le relais change l'hôte, faux si l'adresse a changé.`,
  clear: fr`PUBLIC_URL est en http : mots de passe et sessions passeraient en clair sur un réseau. Donnez une adresse https dès que d'autres que cette machine y entrent.`,
  cameInClear: fr`PUBLIC_URL est en https, et cette page est venue en http : le relais doit renvoyer http vers https.`,
  complete: fr`Rien ne manque ici.`,
};

/** How this page came, then what that lacks. */
export const addressWords = ({ publicUrl, seen }: Pick<FirstSteps, 'publicUrl' | 'seen'>): string[] => {
  const { host, isForwarded, forwardedProto, isProxyTrusted } = seen;
  const words = firstAddressWords;
  const came = words.seen(host) + (isForwarded ? words.forwarded(forwardedProto) : words.direct);
  const address = publicUrl === null ? null : new URL(publicUrl);
  const isHttps = address?.protocol === 'https:';
  const lacks = [
    ...(isForwarded && !isProxyTrusted ? [words.untrusted] : []),
    ...(address === null ? [isForwarded ? words.noPublicUrlBehindProxy : words.noPublicUrl] : []),
    ...(address !== null && !isHttps ? [words.clear] : []),
    ...(isHttps && forwardedProto === 'http' ? [words.cameInClear] : []),
    ...(address !== null && address.host !== host ? [words.otherHost(address.host)] : []),
  ];
  const own = publicUrl === null ? [] : [words.publicUrl(publicUrl)];
  return [came, ...own, ...(lacks.length > 0 ? lacks : [words.complete])];
};

export const firstMachineWords = {
  title: 'Sauvegarde et horloge',
  backup: fr`Rien n'est sauvegardé tant que vous ne le demandez pas, sur la machine, chaque jour par exemple : `,
  backupCommand: 'npm run backup -- DOSSIER',
  clockRight: fr`L'horloge de la machine est crue.`,
  clockWrong: (apart: string): string =>
    fr`L'horloge de la machine est ${apart} sur ce qui est écrit : remettez-la à l'heure. Les deux heures se lisent par `,
  clockCommand: 'npm run admin -- clock',
};
