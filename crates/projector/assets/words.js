// The sentences that scripts write, in French; those of the page itself are in page.html.

const count = (number, one, many) => `${number} ${number < 2 ? one : many}`;

export const words = {
  live: 'en direct',
  back: 'vous relisez',
  paused: 'en pause',
  lost: 'connexion perdue, nouvel essai…',
  waiting: 'connexion…',
  pause: 'Pause',
  resume: 'Reprendre',
  toLive: '▼ Revenir au direct',
  waitingRows: (number) => ` (${count(number, 'nouveau', 'nouveaux')})`,
  older: (number) => `▲ ${count(number, 'ligne plus ancienne', 'lignes plus anciennes')}`,
  before: (number) => `${count(number, 'événement plus ancien n’est plus', 'événements plus anciens ne sont plus')} en mémoire`,
  missed: (number) => `${count(number, 'événement manqué', 'événements manqués')}\u00a0: cette page était trop lente`,
  filteredOut: 'Rien à montrer avec ce filtre, pour l’instant.',
  up: (who) => `${who} vers le broker`,
  down: (who) => `du broker vers ${who}`,
  lostPacket: 'n’arrive pas',
  place: (n, time, way) => `Événement n°\u00a0${n}, à ${time}\u00a0s, ${way}`,
  answers: (n, head) => `↩ répond à ${head} (n°\u00a0${n})`,
  answeredBy: (n, head) => `↪ suivi de ${head} (n°\u00a0${n})`,
  close: 'Fermer (touche Échap)',
  bytes: (size) => count(size, 'octet', 'octets'),
  moreBytes: (size) => `… et ${count(size, 'octet', 'octets')} de plus`,
  fields: 'Champ par champ',
  unreadable: 'Le serveur ne répond pas\u00a0: relancez-le, puis rechargez la page.',
};
