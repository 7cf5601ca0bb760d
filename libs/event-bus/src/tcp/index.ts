export {
  tcpRequests,
  type TcpLimits,
  type TcpRequestsOptions,
  type TcpTls,
} from './tcp-requests.js';
