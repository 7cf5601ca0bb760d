import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { narrowings } from '../tidy/compatibility.js';
import {
  declaredEvents,
  documentFile,
  documentOf,
  savedDocument,
  type DeclaredEvent,
} from '../tidy/event-catalogue.js';
import { ROOT } from '../tidy/files.js';

/** Writes docs/events anew, and refuses to write a shape that takes less than the saved one. */
function main(): void {
  mkdirSync(join(ROOT, 'docs/events'), { recursive: true });
  const refused = declaredEvents().filter((declared) => !saves(declared));
  console.log(`docs/events: ${declaredEvents().length - refused.length} events written`);
  if (refused.length > 0) process.exitCode = 1;
}

function saves(declared: DeclaredEvent): boolean {
  const document = documentOf(declared);
  const saved = savedDocument(declared.type);
  const complaints = saved === undefined ? [] : narrowings(saved, document);
  for (const complaint of complaints) console.error(`${declared.type} ${complaint}`);
  if (complaints.length > 0) return false;
  const file = join(ROOT, documentFile(declared.type));
  writeFileSync(file, `${JSON.stringify(document, undefined, 2)}\n`);
  return true;
}

main();
