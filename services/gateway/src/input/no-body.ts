import { InputRefused } from '@libs/platform';
import type { PipeTransform } from '@nestjs/common';

/** A command that says everything in its path: no body, or an empty object. */
export const NO_BODY: PipeTransform<unknown, undefined> = {
  transform(body) {
    if (body === undefined || body === null) return undefined;
    const fields = typeof body === 'object' && !Array.isArray(body) ? Object.keys(body) : [''];
    if (fields.length === 0) return undefined;
    throw new InputRefused(
      fields.map((field) => ({
        detail: field === '' ? 'must be left out, or an empty object' : 'is not a field here',
        pointer: field === '' ? '' : `/${field}`,
      })),
    );
  },
};
