import { readConnectionString } from '@libs/event-store';
import { readKafkaConnection } from './kafka-connection.js';
import { readMongoConnection } from './mongo-connection.js';
import { SETTINGS, type SettingName, type Settings } from './settings.js';

/** In one process, or in one for each service. */
export type Processes = 'one' | 'several';

/** What is missing, or does not go together, though each setting is usable by itself. */
export function refusedTogether(settings: Settings, processes: Processes): readonly string[] {
  return [
    ...missingSettings(settings),
    ...(processes === 'several' ? refusedToSeveral(settings) : []),
    ...(settings.EXTRANET_ENV === 'production' ? refusedInProduction(settings) : []),
  ];
}

/** What an engine that was chosen is reached by, or cannot be together with. */
const missingSettings = (settings: Settings): readonly string[] => [
  ...missingAddresses(settings),
  ...outlivingEngines(settings),
];

function missingAddresses(settings: Settings): readonly string[] {
  const missing = (name: SettingName, chosenBy: SettingName) =>
    `${name} is missing: set it to ${SETTINGS[name].takes}, or choose another ${chosenBy}`;
  const requests = settings.EXTRANET_REQUESTS;
  const isKafka = settings.EXTRANET_EVENT_BUS === 'kafka';
  const isMongo = settings.EXTRANET_VIEW_STORE === 'mongo';
  const hasNone = (name: SettingName) => settings[name] === undefined;
  return said([
    [
      settings.EXTRANET_EVENT_STORE === 'eventstoredb' && hasNone('EXTRANET_EVENTSTOREDB'),
      missing('EXTRANET_EVENTSTOREDB', 'EXTRANET_EVENT_STORE'),
    ],
    [isMongo && hasNone('EXTRANET_MONGODB'), missing('EXTRANET_MONGODB', 'EXTRANET_VIEW_STORE')],
    [
      keyStoreOf(settings) === 'mongo' && !isMongo && hasNone('EXTRANET_MONGODB'),
      missing('EXTRANET_MONGODB', 'EXTRANET_KEY_STORE'),
    ],
    [isKafka && hasNone('EXTRANET_KAFKA'), missing('EXTRANET_KAFKA', 'EXTRANET_EVENT_BUS')],
    [
      requests === 'kafka' && !isKafka && hasNone('EXTRANET_KAFKA'),
      missing('EXTRANET_KAFKA', 'EXTRANET_REQUESTS'),
    ],
    [
      requests === 'tcp' && hasNone('EXTRANET_REQUESTS_TCP') && hasNone('EXTRANET_REQUESTS_LISTEN'),
      'EXTRANET_REQUESTS_TCP and EXTRANET_REQUESTS_LISTEN are missing: over TCP a process sends commands, or takes them, or both',
    ],
  ]);
}

function outlivingEngines(settings: Settings): readonly string[] {
  const isInMemory = settings.EXTRANET_EVENT_STORE === 'memory';
  const keyStore = keyStoreOf(settings);
  return said([
    [
      settings.EXTRANET_EVENT_BUS === 'kafka' && isInMemory,
      'EXTRANET_EVENT_BUS=kafka would outlive events in memory: set it to `in-process`',
    ],
    [
      settings.EXTRANET_VIEW_STORE === 'mongo' && isInMemory,
      'EXTRANET_VIEW_STORE=mongo would outlive events in memory: set it to `memory` too',
    ],
    [
      isInMemory && keyStore !== 'memory',
      `EXTRANET_KEY_STORE=${keyStore} would outlive events in memory: set it to \`memory\` too`,
    ],
    [
      !isInMemory && keyStore === 'memory',
      'EXTRANET_KEY_STORE=memory would leave sealed events without their keys: set it to `sqlite` or `mongo`',
    ],
    [
      settings.EXTRANET_KEY_DATABASE === settings.EXTRANET_VIEW_DATABASE,
      'EXTRANET_KEY_DATABASE is that of the views, which may be dropped: set it to another name',
    ],
  ]);
}

const said = (problems: readonly (readonly [boolean, string])[]): readonly string[] =>
  problems.flatMap(([isWrong, problem]) => (isWrong ? [problem] : []));

/** What one process keeps for itself is of no use to a service that has one of its own. */
function refusedToSeveral(settings: Settings): readonly string[] {
  const alone = (name: SettingName, value: string, besides: string): readonly [boolean, string] => [
    settings[name] === value,
    `${name}=${value} belongs to one process: for a process per service set it to ${besides}`,
  ];
  return said([
    alone('EXTRANET_EVENT_BUS', 'in-process', '`kafka`'),
    alone('EXTRANET_REQUESTS', 'in-process', '`kafka` or `tcp`'),
    alone('EXTRANET_EVENT_STORE', 'memory', '`eventstoredb` or `sqlite`'),
    alone('EXTRANET_VIEW_STORE', 'memory', '`mongo` or `sqlite`'),
  ]);
}

/** Keys lie where the events do, unless told otherwise. */
export const keyStoreOf = (settings: Settings): 'sqlite' | 'memory' | 'mongo' =>
  settings.EXTRANET_KEY_STORE ?? (settings.EXTRANET_EVENT_STORE === 'memory' ? 'memory' : 'sqlite');

function refusedInProduction(settings: Settings): readonly string[] {
  const problems: readonly (readonly [boolean, string])[] = [
    [
      settings.EXTRANET_MASTER_KEY_FILE === undefined,
      'EXTRANET_MASTER_KEY_FILE is missing: production takes no self-made master key, so name the file that holds one',
    ],
    [
      settings.EXTRANET_ISSUER === undefined,
      'EXTRANET_ISSUER is missing: production takes no self-made signing key, so name the issuer of your tokens',
    ],
    [
      settings.EXTRANET_EVENT_STORE === 'memory',
      'EXTRANET_EVENT_STORE=memory forgets every order at the end: set it to `sqlite` in production',
    ],
    [
      settings.EXTRANET_EVENTSTOREDB !== undefined &&
        !readConnectionString(settings.EXTRANET_EVENTSTOREDB).isSecure,
      'EXTRANET_EVENTSTOREDB is not safe without TLS: production takes no `tls=false`',
    ],
    [
      settings.EXTRANET_MONGODB !== undefined &&
        !readMongoConnection(settings.EXTRANET_MONGODB).isSecure,
      'EXTRANET_MONGODB is not safe without TLS: production takes `tls=true` and checks certificates',
    ],
    [
      settings.EXTRANET_KAFKA !== undefined &&
        !readKafkaConnection(settings.EXTRANET_KAFKA).isSecure,
      'EXTRANET_KAFKA is not safe without TLS: production takes `tls=true`',
    ],
    [
      settings.EXTRANET_REQUESTS === 'tcp' && settings.EXTRANET_REQUESTS_TLS === undefined,
      'EXTRANET_REQUESTS_TLS is missing: whoever reaches a service could send commands for anybody, so name the directory with certificates',
    ],
    [
      settings.EXTRANET_FUNDING_IBAN === undefined,
      'EXTRANET_FUNDING_IBAN is missing: merchants would send money to a test account, so name the one of yours that it goes to',
    ],
    [
      settings.EXTRANET_ISSUER?.startsWith('http:') ?? false,
      'EXTRANET_ISSUER is not safe over http: production takes an https URL',
    ],
  ];
  return said(problems);
}
