import { AZURE_ROWS } from './rows';
import type { Mistake } from '../mistakes';

const [NEWEST_3, LAST_2] = AZURE_ROWS;

/** Mistakes in what the Azure CLI is asked, and in what containers read of it. */
export const AZURE_MISTAKES: readonly Mistake[] = [
  {
    what: 'what becomes of each "_" of a name',
    file: 'lib/clouds/azure/azure-key-vault.js',
    good: ".replaceAll('_', () => sep)",
    bad: '',
    row: LAST_2,
    only: '2,000 random option sets',
  },
  {
    what: 'which separators at the end of a prefix go',
    file: 'lib/clouds/azure/azure-key-vault.js',
    good: 'characters.includes(text[end - 1])',
    bad: 'text[end - 1] === characters',
    row: LAST_2,
    only: '2,000 random option sets',
  },
  {
    what: 'how long a name may be',
    file: 'lib/clouds/azure/azure-key-vault.js',
    good: '{1,127}$/',
    bad: '{1,140}$/',
    row: LAST_2,
    only: '2,000 random option sets',
  },
  {
    what: 'the credentials that azure-identity asks',
    file: 'lib/clouds/azure/azure-session-declarations.js',
    good: "AZURE_TOKEN_CREDENTIALS: 'dev'",
    bad: "AZURE_TOKEN_CREDENTIALS: 'prod'",
    row: LAST_2,
    only: 'a client secret of .env does not win',
  },
  {
    what: 'where our az is in the containers',
    file: 'lib/clouds/azure/azure-session-paths.js',
    good: "'/usr/local/bin/az'",
    bad: "'/opt/az'",
    row: LAST_2,
    only: 'cause: the token has ended',
  },
  {
    what: 'whether our az looks at the end of a token',
    file: 'lib/clouds/azure/azure-program.js',
    good: '-le "$(date +%s)"',
    bad: '-le 0',
    row: LAST_2,
    only: 'cause: the token has ended',
  },
  {
    what: 'whether our az looks at the tenant',
    file: 'lib/clouds/azure/azure-program.js',
    good: '!= "$(lower "$tenant")"',
    bad: '= nothing',
    row: LAST_2,
    only: 'cause: the vault is in another tenant',
  },
  {
    what: 'when the Azure CLI is asked',
    file: 'lib/clouds/azure/azure-session.js',
    good: 'ASK_BELOW = 295',
    bad: 'ASK_BELOW = 200',
    row: NEWEST_3,
    only: 'the real Azure CLI gives its cached token',
  },
  {
    what: 'whether a lost network is one',
    file: 'lib/clouds/azure/azure-session-causes.js',
    good: 'isNetwork: true',
    bad: 'isNetwork: false',
    row: NEWEST_3,
    only: 'the real Azure CLI: nobody signed in',
  },
  {
    what: 'a command that is shown',
    file: 'lib/clouds/azure/azure-commands.js',
    good: "'purge', '--vault-name'",
    bad: "'purge', '--valt-name'",
    row: NEWEST_3,
    only: 'the real Azure CLI takes the commands',
  },
];
