export { GatewayModule } from './gateway.module.js';
export { openApiDocument } from './openapi/document.js';
export { ORDER_EXAMPLE } from './openapi/examples.js';
export { makeToken, SCOPES_OF, type TokenWish } from './sign-in/make-token.js';
export { knownSigningKey, type SigningKey } from './sign-in/signing-key.js';
export { makeDoor, startDoor } from './start-door.js';
export { type TokenVerifier } from './sign-in/token-verifier.js';
export { tokenVerifier } from './sign-in/verifier-for.js';
