export * from './view-store.js';
export { EventNotApplied } from './fold.js';
export {
  runProjector,
  type Projecting,
  type Projector,
  type ProjectorProblem,
  type ProjectorProgress,
  type ProjectorState,
} from './projector.js';
export { rebuildView, type Rebuilding, type RebuildProgress } from './rebuild.js';
