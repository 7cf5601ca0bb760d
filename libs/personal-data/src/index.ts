export { canonicalJson } from './canonical-json.js';
export {
  checkLog,
  checkMasterKey,
  keyRing,
  KeysMissing,
  KeysOfAnotherLog,
  MasterKeyDiffers,
  type KeyRing,
  type KeyRingOptions,
} from './key-ring.js';
export { copyKeys, copyMasterKeyCheck, isKeyStoreBegun, KeyDiffers } from './key-copying.js';
export { digestOfKeys, keysOf, type KeyDigest } from './key-digest.js';
export {
  KeyStoreUnavailable,
  type KeyPageQuery,
  type KeyStore,
  type WrappedKey,
} from './key-store.js';
export {
  deriveKey,
  MASTER_KEY_BYTES,
  MasterKeyUnusable,
  readMasterKey,
  readOrMakeMasterKey,
  type MasterKey,
  type Purpose,
} from './master-key.js';
export { SealBroken, sealerFor, type Sealer } from './sealer.js';
export { sealedShapesOf, type SealedShape, type SealedShapes } from './sealed-shapes.js';
export { dropSealed, SEALED, sealingEventStore, type SealingOptions } from './sealing.js';
