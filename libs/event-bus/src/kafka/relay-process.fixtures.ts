import { sqliteEventStore } from '@libs/event-store/sqlite';
import { NEWS } from '../contract/topics.fixtures.js';
import { busIn } from './open-bus.fixtures.js';

/** A process of its own that carries the news of a log on files: `brokers prefix file`. */
const [, , brokers = '', prefix = '', file = ''] = process.argv;
const store = await sqliteEventStore({ file });
const bus = busIn(brokers, prefix, store);
bus.relays.carryNews(NEWS);
