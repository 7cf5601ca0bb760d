/** Raised with every change of the tables; a file of another version is refused. */
export const SCHEMA_VERSION = 1;

/** Marks the file as an event log of ours: "EVLG". */
export const APPLICATION_ID = 0x45_56_4c_47;

/**
 * Few pages change with an append, for every changed page is written twice: the log and `marks`
 * grow at their ends, the streams in use lie close together, and there is no other index. An
 * event points to the one before it in its stream, so a stream is read from its last event back.
 */
export const SCHEMA = `
CREATE TABLE events (
  position INTEGER PRIMARY KEY,
  -- The position of the stream's event before; 0 for the first.
  previous INTEGER NOT NULL,
  -- The recorded event as JSON, whole: a page of the log is these texts joined.
  body TEXT NOT NULL
) STRICT;

-- The same positions again, narrow: what a filter looks through.
CREATE TABLE marks (
  position INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL
) STRICT;

CREATE TABLE kinds (
  kind INTEGER PRIMARY KEY,
  category TEXT NOT NULL,
  type TEXT NOT NULL,
  UNIQUE (category, type)
) STRICT;

CREATE TABLE stream_names (
  name TEXT PRIMARY KEY,
  stream INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE streams (
  stream INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  last INTEGER NOT NULL
) STRICT;

PRAGMA application_id = ${APPLICATION_ID};
PRAGMA user_version = ${SCHEMA_VERSION};
`;
