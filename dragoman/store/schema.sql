-- The record store: one SQLite file. Text and record of every article; findings as rows; occurrences and stories
-- folded over all articles. Every row can be made again from `documents`.
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE IF NOT EXISTS documents (
    id TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    published TEXT,
    publisher TEXT,
    title TEXT,
    url TEXT,
    language TEXT,
    model TEXT,
    dragoman TEXT NOT NULL,
    story TEXT,
    text TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT;

-- One row an article and event: how this article tells it.
CREATE TABLE IF NOT EXISTS reports (
    id TEXT PRIMARY KEY,             -- document#event
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    event TEXT,                      -- the occurrence it reports (events.id)
    type TEXT NOT NULL,
    mode TEXT,
    status TEXT NOT NULL,
    background INTEGER NOT NULL,
    historical INTEGER NOT NULL,
    alleged INTEGER NOT NULL,
    reciprocal INTEGER NOT NULL,
    date TEXT,
    earliest TEXT,
    latest TEXT,
    date_basis TEXT,
    place TEXT,
    country TEXT,
    quad INTEGER NOT NULL,
    score REAL NOT NULL,
    cameo TEXT,
    rule TEXT NOT NULL,
    confidence REAL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    body TEXT NOT NULL               -- the event as JSON
) STRICT;
CREATE INDEX IF NOT EXISTS reports_document ON reports (document);
CREATE INDEX IF NOT EXISTS reports_event ON reports (event);

CREATE TABLE IF NOT EXISTS parties (
    report TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    side TEXT NOT NULL CHECK (side IN ('actor', 'recipient')),
    code TEXT,
    sector TEXT,
    name TEXT,
    start INTEGER,
    "end" INTEGER
) STRICT;
CREATE INDEX IF NOT EXISTS parties_report ON parties (report);
CREATE INDEX IF NOT EXISTS parties_code ON parties (code);

-- One row an occurrence: the event, however many articles tell it.
CREATE TABLE IF NOT EXISTS events (
    id TEXT PRIMARY KEY,
    report TEXT NOT NULL,            -- the report that is shown
    reports INTEGER NOT NULL,
    origins INTEGER NOT NULL,        -- independent first reports: copies of a text count once
    contradictions TEXT NOT NULL     -- JSON list
) STRICT;

CREATE TABLE IF NOT EXISTS quotes (
    id TEXT PRIMARY KEY,             -- document#quote
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    act TEXT NOT NULL,
    speaker TEXT,
    code TEXT,
    addressee TEXT,
    date TEXT,
    published TEXT,
    content TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS quotes_document ON quotes (document);
CREATE VIRTUAL TABLE IF NOT EXISTS quotes_words USING fts5 (id UNINDEXED, content, speaker, tokenize = 'porter unicode61');

CREATE TABLE IF NOT EXISTS positions (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    code TEXT,
    actor TEXT,
    topic TEXT NOT NULL,
    stance TEXT NOT NULL,
    published TEXT,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    words TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS positions_document ON positions (document);

CREATE TABLE IF NOT EXISTS stories (id TEXT PRIMARY KEY, documents TEXT NOT NULL, copies TEXT NOT NULL) STRICT;

-- What was set aside, and why: an unreadable input, an article that is not English.
CREATE TABLE IF NOT EXISTS set_aside (source TEXT PRIMARY KEY, reason TEXT NOT NULL) STRICT;
