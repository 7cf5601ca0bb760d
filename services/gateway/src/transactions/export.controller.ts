import { Readable } from 'node:stream';
import { helsinkiTime } from '@libs/kernel';
import { awaitPosition, errorFields, LOGGER, NeedsScope, type Logger } from '@libs/platform';
import type { AccountTransaction } from '@libs/contracts';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CSV_PROFILES, CSV_ZONE, csvWriter, type CsvProfile } from '../csv/csv.js';
import { choice, READING } from '../input/parameters.js';
import { queryIn } from '../input/query.js';
import { Operation } from '../openapi/operation.js';
import { merchantOf } from '../reading.js';
import { SURROUNDINGS, type Surroundings } from '../surroundings.js';
import { allThatMatch } from './all-that-match.js';
import { searched } from './searched.js';
import { TRANSACTION_COLUMNS } from './transaction-columns.js';
import { conditionsOf, sortOf, sortValueBy, TRANSACTION_FILTERS } from './transactions-query.js';

const EXPORT = {
  ...READING,
  ...TRANSACTION_FILTERS,
  profile: choice(
    '`rfc4180`: commas, decimal points, times with their offset. `fi-excel`: semicolons, decimal commas, `dd.MM.yyyy`, for Excel in Finnish. The first when left out.',
    CSV_PROFILES,
  ),
};

/** Account Transactions as a file: everything that a filter matches, in one answer. */
@Controller('v1/transactions/export')
export class ExportController {
  constructor(
    @Inject(SURROUNDINGS) private readonly surroundings: Surroundings,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Get()
  @NeedsScope('orders.order.read')
  @Operation({
    tag: 'Transactions',
    summary: 'Account Transactions as CSV: everything that the filter matches',
    description:
      "The list's columns, filters and order. Moments are those of Helsinki's clocks, as days in filters are. An answer that breaks off does not end as HTTP says it must.",
    parameters: EXPORT,
    answers: [
      {
        status: 200,
        description: 'A file, UTF-8; its first line names the columns, new ones come last.',
        mediaType: 'text/csv',
        headers: ['Extranet-Position', 'Extranet-Time-Zone', 'Content-Disposition'],
      },
    ],
    problems: ['invalid-input', 'view-behind'],
  })
  async export(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { ports, views } = this.surroundings;
    const query = queryIn(EXPORT, request.query);
    await awaitPosition(ports, query.atLeast, views.transactions);
    const position = await views.transactions.position();
    const sort = sortOf(query);
    const pages = allThatMatch(views.transactions, {
      where: conditionsOf(query, merchantOf(request)),
      search: query.q === undefined ? undefined : searched(query.q),
      ...{ sort, sortValue: sortValueBy(sort) },
    });
    // What goes wrong with the first page is told as a problem; later there is no way to.
    const first = await pages.next();
    const lines = Readable.from(written(query.profile ?? 'rfc4180', first, pages));
    lines.once('error', (error) => this.logger.warn('export broke off', errorFields(error)));
    await reply
      .headers({
        'Content-Type': 'text/csv; charset=utf-8; header=present',
        'Content-Disposition': `attachment; filename="${fileName(ports.clock.now())}"`,
        'Extranet-Position': position,
        'Extranet-Time-Zone': CSV_ZONE,
      })
      .send(lines);
  }
}

async function* written(
  profile: CsvProfile,
  first: IteratorResult<readonly AccountTransaction[]>,
  pages: AsyncGenerator<readonly AccountTransaction[]>,
): AsyncGenerator<string> {
  const { header, row } = csvWriter(profile, TRANSACTION_COLUMNS);
  yield header();
  for (let page = first; page.done !== true; page = await pages.next())
    if (page.value.length > 0) yield page.value.map(row).join('');
}

/** No special characters: some importers refuse them. */
const fileName = (now: string): string =>
  `account-transactions_${helsinkiTime(now).slice(0, 10)}.csv`;
