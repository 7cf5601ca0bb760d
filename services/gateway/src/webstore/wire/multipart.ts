import { Busboy, type BusboyFileStream } from '@fastify/busboy';
import { FIELDS_MAX, type RawForm } from './form.js';

/**
 * The fields of a `multipart/form-data` body, as bytes: every part is read as one, for only a
 * field of the message tells the charset of all. `undefined` for bytes that are no such form, or
 * one of too many fields.
 */
export function multipartForm(contentType: string, body: Buffer): Promise<RawForm | undefined> {
  return new Promise((resolve) => {
    const fields = new Map<string, Uint8Array>();
    const parser = parserFor(contentType);
    if (parser === undefined) {
      resolve(undefined);
      return;
    }
    parser.on('file', (name, stream) => {
      void bytesOf(stream).then((bytes) => {
        if (!fields.has(name)) fields.set(name, bytes);
      });
    });
    parser.on('partsLimit', () => resolve(undefined));
    parser.on('error', () => resolve(undefined));
    // The last part's stream ends in the turn in which the parser does.
    parser.on('finish', () => setImmediate(() => resolve(fields.size === 0 ? undefined : fields)));
    parser.end(body);
  });
}

function parserFor(contentType: string) {
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      isPartAFile: () => true,
      preservePath: true,
      limits: { parts: FIELDS_MAX, headerPairs: 20, fieldNameSize: 100 },
    });
  } catch {
    return undefined;
  }
}

async function bytesOf(stream: BusboyFileStream): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
