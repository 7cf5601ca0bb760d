import { inProcessRequests, type InProcessRequests } from '@libs/event-bus/in-process';
import type { Configuration } from './configuration.js';
import { requestsOver, type Requests } from './requests.js';

/** The way of requests, and how an application's controllers are put at its end. */
export interface RequestTransport extends Pick<InProcessRequests, 'attach'> {
  readonly requests: Requests;
}

/** Controllers cannot tell how requests travel. */
export function requestsFor(_configuration: Configuration): RequestTransport {
  const { send, attach } = inProcessRequests();
  return { requests: requestsOver(send), attach };
}
