import { eventBusContract } from '../event-bus.contract.js';
import { openBus } from './open-bus.fixtures.js';

eventBusContract('in process', openBus);
