import { onEngine } from '@libs/testing';
import { viewStoreContract } from '../view-store.contract.js';
import { databasesOn } from './databases.fixtures.js';
import { mongoViewStore, type MongoViewPlace } from './index.js';

await onEngine('mongodb', ({ url, product }) => {
  const databases = databasesOn(url);
  const now: { place?: MongoViewPlace } = {};
  const open = () => mongoViewStore(now.place ?? databases.fresh());

  viewStoreContract('mongo', {
    open: () => {
      now.place = databases.fresh();
      return Promise.resolve(open());
    },
    restarts: {
      reopen: async (store) => {
        await store.close();
        return open();
      },
    },
    sortsOtherwiseBecause: product.startsWith('mongo-java-server')
      ? 'mongo-java-server sorts by UTF-16 units, MongoDB by code points'
      : undefined,
  });
});
