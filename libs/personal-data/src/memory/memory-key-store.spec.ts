import { keyStoreContract } from '../key-store.contract.js';
import { memoryKeyStore } from './memory-key-store.js';

keyStoreContract('memory', () => memoryKeyStore, {
  forgetsBecause: 'memory ends with its process',
});
