import { transactionsStory } from './stories/transactions.js';
import { startWalk } from './walk.js';

describe('Account Transactions', () => transactionsStory(startWalk));
