import { inProcessRequests, type InProcessRequests } from '@libs/event-bus/in-process';
import type { Configuration } from './configuration.js';
import { requestsOver, type Requests } from './requests.js';

/** The way of requests, and how an application's controllers are put at its end. */
export interface RequestTransport extends Pick<InProcessRequests, 'attach'> {
  readonly requests: Requests;
}

/** Requests travel by the engine of the bus; controllers cannot tell which. */
export function requestsFor({ eventBus }: Pick<Configuration, 'eventBus'>): RequestTransport {
  switch (eventBus) {
    case 'in-process': {
      const { send, attach } = inProcessRequests();
      return { requests: requestsOver(send), attach };
    }
  }
}
