import type * as testcontainersPackage from 'testcontainers';
import { mayFetch, type Way } from './engine.js';

type Testcontainers = typeof testcontainersPackage;

/**
 * A server in a container, where a runtime answers and has the image already: an image is a
 * download, which the run must ask for with `ENGINES=fetch`.
 */
export const inContainer = (
  image: string,
  start: (testcontainers: Testcontainers, image: string) => ReturnType<Way['find']>,
): Way => ({
  source: 'container',
  find: async () => {
    const testcontainers = await import('testcontainers');
    const { getContainerRuntimeClient, ImageName } = testcontainers;
    const runtime = await getContainerRuntimeClient().catch(() => undefined);
    if (runtime === undefined) return { missing: 'no container runtime answers' };
    const isHere = await runtime.image.exists(ImageName.fromString(image));
    if (!isHere && !mayFetch()) return { missing: `the image ${image} is not here` };
    return start(testcontainers, image);
  },
});
