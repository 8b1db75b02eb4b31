// Who may import whom: the table of docs/architecture.md, one line of data per folder. The rules are made from it;
// tests/architecture/layers.test.ts plants one violation of each and expects it to be named.

const config = ['config.ts', 'environment.ts', 'outside-settings.ts']
const papers = ['pdfkit', 'fontkit', '@expo-google-fonts/', 'qrcode', '@signpdf/', 'pkijs', 'asn1js', 'node-forge']
const mail = ['nodemailer', 'mailparser', 'ical-generator']
const files = ['flydrive', 'file-type', '@aws-sdk/']
const web = ['express', 'helmet', 'rate-limiter-flexible', 'pino', 'pino-http', 'prom-client', 'zod-openapi']
const signIn = ['better-auth', '@better-auth/']
const pages = ['echarts', 'sass', 'govuk-frontend', '@ministryofjustice/', 'qrcode']
/** The outside systems' side of their contracts: what they say, by call-back or through a person's mouth. */
const outsideContracts = ['answer-schemas', 'call-back', 'call-back-schemas', 'names'].map(
  (file) => `activities/outside/${file}.ts`,
)
const tracing = ['@temporalio/interceptors-opentelemetry', '@opentelemetry/']

/** Folder → what it may import besides itself; `node:` stands for Node's own modules, the rest are ours or packages. */
const may = {
  domain: ['zod'],
  workflows: ['domain', 'activities', '@temporalio/(workflow|common)'],
  activities: [
    'domain',
    'prisma',
    'templates',
    '@temporalio/(activity|common)',
    'zod',
    ...papers,
    ...mail,
    ...files,
    'node:',
  ],
  prisma: ['domain', '@prisma/', 'prisma', 'pg', 'flydrive', 'node:'],
  templates: ['domain', 'nunjucks', 'i18next', 'zod', 'node:'],
  temporal: ['domain', '@temporalio/', 'node:'],
  api: [
    ...[
      'domain',
      'prisma',
      'templates',
      'temporal',
      ...config,
      'workflows/kit/messages.ts',
      'zod',
      'nunjucks',
      'node:',
    ],
    ...[...web, ...signIn, ...pages, ...files, 'ical-generator', 'peer', 'peerjs'],
    ...outsideContracts,
    ...['activities/preview.ts', 'activities/report.ts', 'nodemailer'],
  ],
  worker: [
    ...['activities', 'prisma', 'templates', 'temporal', ...config, 'node:'],
    ...['@temporalio/(worker|common|activity)', 'pino', 'prom-client', ...tracing],
  ],
  sandbox: ['express', 'zod', 'smtp-server', 'mailparser', 'node:'],
}

const ours = [...Object.keys(may), 'cli', 'tests', 'calendars', 'docs']
const escaped = (text) => text.replace(/[.]/g, '\\.')

/** A folder of ours, a file of ours, or a package. */
function asPath(target) {
  if (ours.includes(target)) return `^${target}/`
  if (target.endsWith('.ts')) return `^${escaped(target)}$`
  return `node_modules/(@types/)?${target}${target.endsWith('/') ? '' : '/'}`
}

const layer = ([folder, targets]) => ({
  name: `${folder}-may-import`,
  severity: 'error',
  from: { path: `^${folder}/` },
  to: {
    pathNot: [`^${folder}/`, ...targets.filter((target) => target !== 'node:').map(asPath)],
    dependencyTypesNot: targets.includes('node:') ? ['core'] : [],
  },
})

const never = (name, from, to) => ({ name, severity: 'error', from, to })

module.exports = {
  forbidden: [
    ...Object.entries(may).map(layer),
    never(
      'activities-by-type-only',
      { path: '^workflows/' },
      { path: '^activities/', dependencyTypesNot: ['type-only'] },
    ),
    never(
      'workflows-never-reach-forms',
      { path: '^workflows/' },
      { path: '[/-]form\\.ts$|node_modules/zod/', reachable: true },
    ),
    never('zod-in-forms-only', { path: '^domain/', pathNot: '[/-]form\\.ts$' }, { path: 'node_modules/zod/' }),
    never(
      'commands-know-no-http',
      { path: '^api/commands/' },
      { path: '^api/(routes|pages)/|node_modules/(@types/)?express/' },
    ),
    never(
      'routes-and-pages-know-no-temporal',
      { path: '^api/(routes|pages)/' },
      { path: '^temporal/|node_modules/@temporalio/' },
    ),
    never('nobody-imports-tests', { pathNot: '^tests/' }, { path: '^tests/' }),
    never('nobody-imports-cli', { pathNot: '^(cli|tests)/' }, { path: '^cli/' }),
    never(
      'settings-stand-alone',
      { path: `^(${config.map(escaped).join('|')})$` },
      {
        pathNot: [...config.map(asPath), 'node_modules/zod/', '^domain/', '^activities/outside/names\\.ts$'],
        dependencyTypesNot: ['core'],
      },
    ),
    never('no-cycles', {}, { circular: true }),
    never('no-guesses', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(prisma/generated|api/assets)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
