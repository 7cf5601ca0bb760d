export { sqliteKeyStore, type SqliteKeyStoreOptions } from './sqlite-key-store.js';
