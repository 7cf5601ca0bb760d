import { EventStoreUnavailable } from '@libs/event-store';
import { eventually } from '@libs/testing';
import { ViewStoreUnavailable } from '@libs/view-store';
import type { Logger, LogFields } from './logging.js';
import { outagesOf } from './outages.js';

const CALM_MS = 10;

describe('engines that are away', () => {
  const lines: { readonly message: string; readonly fields: LogFields }[] = [];
  const say = (message: string, fields: LogFields = {}) => void lines.push({ message, fields });
  const logger: Logger = { debug: say, info: say, warn: say, error: say };
  const messages = () =>
    lines.map(({ message, fields }) => [message, fields['engine'] ?? fields['who']]);
  beforeEach(() => void (lines.length = 0));

  it('are told once each, however many wait and however often they try', () => {
    const outages = outagesOf(logger, CALM_MS);
    for (const who of ['view orders', 'view refunds', 'view orders', 'timers t'])
      outages.waits(who, new ViewStoreUnavailable('the file is full'));
    outages.waits('view orders', new EventStoreUnavailable('nothing-written'));
    expect(messages()).toEqual([
      ['engine is away', 'view store'],
      ['engine is away', 'event store'],
    ]);
    expect(lines[0]?.fields).toMatchObject({ who: 'view orders', reason: 'the file is full' });
  });

  it('are back once all who waited are at work, and may be away again', async () => {
    const outages = outagesOf(logger, CALM_MS);
    const away = () => outages.waits('view orders', new ViewStoreUnavailable('away'));
    away();
    outages.waits('view refunds', new ViewStoreUnavailable('away'));
    outages.goesOn('view refunds');
    outages.goesOn('somebody who never waited');
    await new Promise((resolve) => setTimeout(resolve, 3 * CALM_MS));
    expect(messages()).toEqual([['engine is away', 'view store']]);
    outages.goesOn('view orders');
    await eventually(() => lines.length === 2);
    away();
    expect(messages().slice(1)).toEqual([
      ['engine is back', 'view store'],
      ['engine is away', 'view store'],
    ]);
  });

  it('are not blamed for a fault of somebody, who is told once by itself', () => {
    const outages = outagesOf(logger, CALM_MS);
    for (const who of ['timers one', 'timers one', 'timers other'])
      outages.waits(who, new Error('of Matti'));
    expect(messages()).toEqual([
      ['waits', 'timers one'],
      ['waits', 'timers other'],
    ]);
    expect(JSON.stringify(lines)).not.toContain('Matti');
  });
});
