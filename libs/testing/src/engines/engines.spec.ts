import { connect } from 'node:net';
import { once } from 'node:events';
import { onEngine } from './on-engine.js';

await onEngine('mongodb', ({ url }) =>
  it('takes connections', async () => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    socket.destroy();
  }),
);
