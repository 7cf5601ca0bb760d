export { mongoKeyStore } from './mongo-key-store.js';
