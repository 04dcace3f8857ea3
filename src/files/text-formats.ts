import { isIP } from 'node:net';

/** How compose reads a text that stands for something else: whether it can, and what to write. */
interface TextFormat {
  readonly isRead: (text: string) => boolean;
  readonly wayOut: string;
}

const DECIMAL = String.raw`(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[+-]?\d+)?`;
const SIZE = new RegExp(`^(\\+?${DECIMAL}) ?(?:([kmgtp])(?:i?b)?|b)?$`, 'i');
const UNITS = ['k', 'm', 'g', 't', 'p'];

/** The formats by which compose-go reads texts, as far as its schema leaves them open. */
export const TEXT_FORMATS: Readonly<Record<string, TextFormat>> = {
  boolean: { isRead: matching(/^(?:true|false|y|yes|on|n|no|off)$/i), wayOut: 'Write true or false.' },
  bytes: { isRead: matching(SIZE), wayOut: 'Write a size such as 512m or 4g.' },
  count: { isRead: matching(/^(?:all|[+-]?\d+)$/i), wayOut: 'Write all or a whole number.' },
  device: { isRead: matching(/^[^:]*(?::[^:]*){0,2}$/), wayOut: 'Write SOURCE[:TARGET[:PERMISSIONS]].' },
  duration: { isRead: matching(/^[-+]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|[smhdw]))+)$/), wayOut: 'Write a duration such as 10s or 1m30s.' },
  float: { isRead: matching(new RegExp(`^[+-]?(?:${DECIMAL}|inf(?:inity)?|nan)$`, 'i')), wayOut: 'Write a number.' },
  host: { isRead: matching(/^[^:=]+[:=]/), wayOut: 'Write HOST:IP.' },
  integer: { isRead: matching(/^[+-]?\d+$/), wayOut: 'Write a whole number.' },
  ip: { isRead: (text) => isIP(text) !== 0, wayOut: 'Write an IP address.' },
  mount: { isRead: isMount, wayOut: 'Write SOURCE:TARGET or SOURCE:TARGET:OPTIONS.' },
  octal: { isRead: matching(/^[+-]?[0-7]+$/), wayOut: 'Write an octal number such as 0440.' },
  port: { isRead: isPort, wayOut: 'Write [IP:][HOST_PORT:]PORT[/PROTOCOL], as 8080:80 or 127.0.0.1:8080:80/udp.' },
};

/** The bytes of a size such as `4g`; undefined if it is none. */
export function bytesOf(size: string): number | undefined {
  const [, number, unit] = SIZE.exec(size) ?? [];
  return number === undefined ? undefined : Math.trunc(Number(number.replaceAll('_', '')) * 1024 ** (UNITS.indexOf(unit?.toLowerCase()) + 1));
}

function matching(pattern: RegExp): TextFormat['isRead'] {
  return (text) => pattern.test(text);
}

/** The colon after a single letter is that of a drive. */
function isMount(text: string): boolean {
  const parts = text.replace(/(^|:)\p{L}:/gu, '$1drive').split(':');
  return (text !== '' && text.length < 3) || (parts.length < 4 && !parts.includes(''));
}

function isPort(text: string): boolean {
  const parts = text.split(':');
  const [host, ip] = [parts.at(-2) ?? '', parts.slice(0, -2).join(':')];
  const [, container, protocol = ''] = /^([^/]*)(?:\/([^/]*))?/.exec(parts.at(-1)!)!;
  const [inside, outside] = [rangeOf(container), host === '' ? 0 : rangeOf(host)];
  const isAddress = ip === '' || isIP(ip.replace(/^\[(.*)\]$/, '$1')) !== 0;
  return isAddress && inside !== undefined && outside !== undefined && (host === '' || inside === 0 || inside === outside)
    && !/^0+$/.test(container) && /^(?:tcp|udp|sctp)?$/i.test(protocol);
}

/** How many ports there are after the first one of a port or a range; undefined if it is neither. */
function rangeOf(ports: string): number | undefined {
  const [, first, last = first] = /^(\d+)(?:-(\d+).*)?$/.exec(ports) ?? [];
  return first === undefined || Number(last) > 65_535 || Number(first) > Number(last) ? undefined : Number(last) - Number(first);
}
