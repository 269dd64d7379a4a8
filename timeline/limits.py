"""Every limit in one place. Each refusal that comes from here names the limit in words."""

FILE_BYTES = 25 * 1024 * 1024
REQUEST_BYTES = 32 * 1024 * 1024
HTML_BYTES = 2 * 1024 * 1024
FEED_BYTES = 5 * 1024 * 1024
FEED_ENTRIES = 500
PDF_PAGES = 500
FETCH_BYTES = 5 * 1024 * 1024
# Less than a lease, which is not renewed meanwhile.
FETCH_SECONDS = 20
FETCH_STEP_SECONDS = 10
FETCH_REDIRECTS = 3
# A page whose server doesn't answer is asked for again after so long.
FETCH_AGAIN_SECONDS = (60, 600, 3600)
FEED_POLL_MINUTES = 15
FEED_BACKOFF_MINUTES = 24 * 60
FEEDS = 200
WATCHED_FILES = 100
WATCHED_BYTES = 100 * 1024 * 1024
FETCH_ADDRESSES = 50
ARCHIVE_ENTRIES = 1_000
ARCHIVE_BYTES = 200 * 1024 * 1024
ARCHIVE_RATIO = 100
# The process that reads files of formats other than plain text.
READER_CPU_SECONDS = 30
READER_WALL_SECONDS = 45
READER_MEMORY_BYTES = 1536 * 1024**2
TEXT_CHARACTERS = 500_000
ACTOR_ALIASES = 200
SYMBOL_RUN = 64
TITLE_CHARACTERS = 500
URL_CHARACTERS = 2_048
JSONL_ROWS = 10_000
QUERY_CHARACTERS = 400
QUERY_BRACKETS = 20
EXPORT_ROWS = 50_000
FEED_PAGE = 1_000
API_ROWS = 500
EMBED_EVENTS = 12
PAGE_EVENTS = 30
GRAPHIC_MARKS = 400
LABELLED_MARKS = 60
CHUNK_CHARACTERS = 50_000
UPLOAD_FILES = 500
LOGIN_FAILURES = 5
LOGIN_PAUSE_MINUTES = 5
# An article that crashes its extraction this often is set aside; one that takes its worker with it, too.
ATTEMPTS = 3
LOST = 5
LEASE_SECONDS = 30
# Articles are read in a process of its own, under these limits.
READS_PER_PROCESS = 200
READ_SECONDS = 45
READ_SECONDS_PER_100_000_CHARACTERS = 60
READ_MEMORY_BYTES = 6 * 1024**3
# Characters that no text has, per character; more of them and the file is no text.
CONTROL_SHARE = 0.01
