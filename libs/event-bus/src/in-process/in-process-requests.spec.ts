import { requestsContract } from '../requests.contract.js';
import { inProcessRequests } from './index.js';

requestsContract('within one process', (limits) => Promise.resolve(inProcessRequests(limits)));
