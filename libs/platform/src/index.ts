export * from './clock.js';
export * from './input.js';
export * from './ports.js';
export * from './requests.js';
export * from './scopes.js';
export * from './secrets.js';
export * from './service.js';
export * from './tokens.js';
