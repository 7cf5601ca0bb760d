import { permissionMatrixStory } from './stories/permission-matrix.js';
import { startWalk } from './walk.js';

describe('what a merchant may do', () => permissionMatrixStory(startWalk));
