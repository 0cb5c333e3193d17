"""The tables of a desk as SQL, one text per step of `migrations`; never edited after a release."""

from coachdesk.store.database import Database

FIRST_LAYOUT = """
CREATE TABLE desk (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id TEXT NOT NULL,
  made_at TEXT NOT NULL,
  written_by TEXT NOT NULL
) STRICT;
CREATE TABLE events (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  commitment BLOB CHECK (length(commitment) = 32),
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE TABLE event_texts (
  seq INTEGER PRIMARY KEY REFERENCES events (seq),
  salt BLOB NOT NULL CHECK (length(salt) = 16),
  text TEXT NOT NULL
) STRICT;
CREATE TABLE calls (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  started_at TEXT,
  agent TEXT,
  agent_key TEXT,
  campaign TEXT,
  language TEXT,
  source_format TEXT NOT NULL,
  duration_ms INTEGER CHECK (duration_ms >= 0),
  event INTEGER NOT NULL REFERENCES events (seq),
  content BLOB NOT NULL
) STRICT;
CREATE INDEX calls_by_start ON calls (started_at, number);
CREATE INDEX calls_by_agent ON calls (agent_key, started_at, number);
CREATE INDEX calls_by_campaign ON calls (campaign, started_at, number);
CREATE INDEX calls_by_event ON calls (event);
CREATE TABLE sources (
  number INTEGER PRIMARY KEY,
  sha256 BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),
  text TEXT NOT NULL
) STRICT;
CREATE TABLE forms (
  number INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  title TEXT NOT NULL,
  event INTEGER NOT NULL REFERENCES events (seq)
) STRICT;
CREATE TABLE form_sources (
  form INTEGER NOT NULL REFERENCES forms (number),
  path TEXT NOT NULL,
  source INTEGER NOT NULL REFERENCES sources (number),
  PRIMARY KEY (form, path)
) STRICT, WITHOUT ROWID;
CREATE TABLE bases (
  number INTEGER PRIMARY KEY,
  form INTEGER NOT NULL REFERENCES forms (number),
  assumptions TEXT NOT NULL,
  in_force INTEGER NOT NULL CHECK (in_force IN (0, 1)),
  event INTEGER NOT NULL REFERENCES events (seq),
  UNIQUE (form, assumptions)
) STRICT;
CREATE TABLE reasons (
  number INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE evaluations (
  number INTEGER PRIMARY KEY,
  call INTEGER NOT NULL REFERENCES calls (number),
  basis INTEGER NOT NULL REFERENCES bases (number),
  event INTEGER NOT NULL REFERENCES events (seq),
  outcome INTEGER NOT NULL CHECK (outcome BETWEEN 0 AND 2),
  shown REAL CHECK (shown BETWEEN 0 AND 1000000),
  failing INTEGER NOT NULL CHECK (failing >= 0),
  unknown INTEGER NOT NULL CHECK (unknown >= 0),
  content BLOB NOT NULL,
  UNIQUE (call, basis)
) STRICT;
CREATE INDEX evaluations_by_event ON evaluations (event);
CREATE TABLE skips (
  basis INTEGER NOT NULL REFERENCES bases (number),
  call INTEGER NOT NULL REFERENCES calls (number),
  PRIMARY KEY (basis, call)
) STRICT, WITHOUT ROWID;
CREATE TABLE failures (
  basis INTEGER NOT NULL REFERENCES bases (number),
  criterion INTEGER NOT NULL,
  evaluation INTEGER NOT NULL REFERENCES evaluations (number),
  PRIMARY KEY (basis, criterion, evaluation)
) STRICT, WITHOUT ROWID;
"""

REVIEWS_LAYOUT = """
ALTER TABLE calls ADD COLUMN swapped INTEGER NOT NULL DEFAULT 0 CHECK (swapped IN (0, 1));
CREATE TABLE superseded (
  number INTEGER PRIMARY KEY,
  call INTEGER NOT NULL REFERENCES calls (number),
  basis INTEGER NOT NULL REFERENCES bases (number),
  event INTEGER NOT NULL REFERENCES events (seq),
  outcome INTEGER NOT NULL,
  shown REAL,
  failing INTEGER NOT NULL,
  unknown INTEGER NOT NULL,
  content BLOB NOT NULL,
  superseded_by INTEGER NOT NULL REFERENCES events (seq)
) STRICT;
CREATE TABLE reviews (
  number INTEGER PRIMARY KEY,
  call INTEGER NOT NULL REFERENCES calls (number),
  basis INTEGER NOT NULL REFERENCES bases (number),
  scorer TEXT NOT NULL,
  subject TEXT,
  selected_by TEXT NOT NULL,
  stage INTEGER NOT NULL CHECK (stage BETWEEN 0 AND 6),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  seen INTEGER NOT NULL CHECK (seen >= 1),
  dispute_until TEXT,
  outcome INTEGER NOT NULL CHECK (outcome BETWEEN 0 AND 2),
  shown REAL CHECK (shown BETWEEN 0 AND 1000000),
  failing INTEGER NOT NULL CHECK (failing >= 0),
  unknown INTEGER NOT NULL CHECK (unknown >= 0),
  waiting INTEGER NOT NULL CHECK (waiting >= 0),
  failed TEXT NOT NULL,
  tripped TEXT NOT NULL,
  event INTEGER NOT NULL REFERENCES events (seq)
) STRICT;
CREATE UNIQUE INDEX reviews_live ON reviews (call, basis) WHERE stage <> 6;
CREATE INDEX reviews_by_stage ON reviews (stage, number);
CREATE INDEX reviews_by_subject ON reviews (subject, stage, number);
CREATE TABLE review_answers (
  number INTEGER PRIMARY KEY,
  review INTEGER NOT NULL REFERENCES reviews (number),
  revision INTEGER NOT NULL,
  criterion TEXT NOT NULL,
  by TEXT NOT NULL,
  manner INTEGER NOT NULL CHECK (manner BETWEEN 0 AND 2),
  content BLOB NOT NULL,
  event INTEGER NOT NULL REFERENCES events (seq)
) STRICT;
CREATE INDEX review_answers_by_review ON review_answers (review, number);
CREATE TABLE review_steps (
  number INTEGER PRIMARY KEY,
  review INTEGER NOT NULL REFERENCES reviews (number),
  step INTEGER NOT NULL,
  stage INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  by TEXT NOT NULL,
  event INTEGER NOT NULL REFERENCES events (seq)
) STRICT;
CREATE INDEX review_steps_by_review ON review_steps (review, number);
CREATE TABLE disputes (
  number INTEGER PRIMARY KEY,
  review INTEGER NOT NULL REFERENCES reviews (number),
  revision INTEGER NOT NULL,
  criterion TEXT NOT NULL,
  claimed TEXT NOT NULL,
  by TEXT NOT NULL,
  event INTEGER NOT NULL REFERENCES events (seq),
  decision INTEGER CHECK (decision IN (0, 1)),
  decided_by TEXT,
  decided_event INTEGER REFERENCES events (seq)
) STRICT;
CREATE INDEX disputes_by_review ON disputes (review, number);
CREATE TABLE assignments (
  call INTEGER PRIMARY KEY REFERENCES calls (number),
  person TEXT NOT NULL,
  event INTEGER NOT NULL REFERENCES events (seq)
) STRICT;
CREATE TABLE preferences (
  person TEXT NOT NULL,
  key TEXT NOT NULL,
  value BLOB NOT NULL,
  PRIMARY KEY (person, key)
) STRICT, WITHOUT ROWID;
"""

QUEUE_LAYOUT = """
ALTER TABLE evaluations ADD COLUMN failed TEXT;
ALTER TABLE evaluations ADD COLUMN tripped TEXT;
CREATE TABLE criteria (
  form INTEGER NOT NULL REFERENCES forms (number),
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  critical INTEGER NOT NULL CHECK (critical IN (0, 1)),
  PRIMARY KEY (form, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE names (
  number INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  UNIQUE (kind, key)
) STRICT;
CREATE TABLE queue (
  call INTEGER PRIMARY KEY,
  started INTEGER,
  length INTEGER,
  agent INTEGER,
  campaign INTEGER,
  language INTEGER,
  assigned INTEGER,
  basis INTEGER,
  status INTEGER NOT NULL,
  outcome INTEGER,
  shown REAL,
  urgency INTEGER NOT NULL,
  failed TEXT NOT NULL,
  others INTEGER NOT NULL
) STRICT;
CREATE INDEX queue_urgent ON queue (urgency DESC, started DESC, call DESC, status, basis, outcome,
  shown, agent, campaign, language, assigned, length, failed, others);
CREATE INDEX queue_newest ON queue (started DESC, call DESC, urgency, status, basis, outcome,
  shown, agent, campaign, language, assigned, length, failed, others);
CREATE INDEX queue_score ON queue (shown, started DESC, call DESC) WHERE shown IS NOT NULL;
CREATE INDEX queue_length ON queue (length DESC, started DESC, call DESC);
CREATE INDEX queue_agent ON queue (agent, started DESC, call DESC);
CREATE TABLE queue_others (
  call INTEGER NOT NULL,
  basis INTEGER NOT NULL,
  status INTEGER NOT NULL,
  outcome INTEGER,
  shown REAL,
  urgency INTEGER NOT NULL,
  failed TEXT NOT NULL,
  PRIMARY KEY (call, basis)
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE call_words
  USING fts5 (words, content='', columnsize=0, tokenize="ascii tokenchars '''.,$[]_-|'");
"""

RECORDS_LAYOUT = """
CREATE TABLE records (
  kind TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number >= 1),
  key TEXT,
  stage TEXT NOT NULL,
  subject TEXT,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  seen INTEGER NOT NULL CHECK (seen >= 1),
  content BLOB NOT NULL,
  event INTEGER NOT NULL REFERENCES events (seq),
  PRIMARY KEY (kind, number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX records_by_key ON records (kind, key) WHERE key IS NOT NULL;
CREATE INDEX records_by_stage ON records (kind, stage, number);
CREATE INDEX records_by_subject ON records (subject, kind, number) WHERE subject IS NOT NULL;
CREATE TABLE record_steps (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  record INTEGER NOT NULL,
  step TEXT NOT NULL,
  stage TEXT NOT NULL,
  revision INTEGER NOT NULL,
  by TEXT NOT NULL,
  event INTEGER NOT NULL REFERENCES events (seq),
  FOREIGN KEY (kind, record) REFERENCES records (kind, number)
) STRICT;
CREATE INDEX record_steps_by_record ON record_steps (kind, record, number);
CREATE TABLE record_answers (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  record INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  question TEXT NOT NULL,
  by TEXT NOT NULL,
  content BLOB NOT NULL,
  event INTEGER NOT NULL REFERENCES events (seq),
  FOREIGN KEY (kind, record) REFERENCES records (kind, number)
) STRICT;
CREATE INDEX record_answers_by_record ON record_answers (kind, record, number);
"""


def run_statements(db: Database, statements: str) -> None:
    """Runs statements one by one inside the caller's transaction."""
    for statement in statements.split(";\n"):
        if statement.strip():
            db.conn.execute(statement)
