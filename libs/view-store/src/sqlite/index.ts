export { sqliteViewStore } from './sqlite-view-store.js';
