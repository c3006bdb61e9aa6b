"""The tables, as steps that are only ever appended. Each is tried on a saved old database."""

from sqlite_utils import Database, Migrations

migrations = Migrations("hall")


@migrations()
def first_tables(db: Database) -> None:
    """Drafts, cases, what the platform said of them, ratings and the event chain."""
    for statement in _FIRST_TABLES:
        db.execute(statement)


@migrations()
def draft_parts(db: Database) -> None:
    """Photographs of a draft, each in a row of its own."""
    db.execute(_DRAFT_PARTS)


@migrations()
def urgent_cases(db: Database) -> None:
    """Whether a case goes before all others."""
    for statement in _URGENT_CASES:
        db.execute(statement)


@migrations()
def status_order(db: Database) -> None:
    """The platform's own order of what it said; 0 for what came before it told one."""
    db.execute("alter table changes add column sequence integer not null default 0")


@migrations()
def running_time(db: Database) -> None:
    """How long the window ran in all, and had run when a draft was kept."""
    for statement in _RUNNING_TIME:
        db.execute(statement)


@migrations()
def characters_to_make(db: Database) -> None:
    """Whether a character of a case must be made by the authorities."""
    db.execute(_CHARACTERS_TO_MAKE)


_FIRST_TABLES = (
    """
    create table drafts (
        draft_id text primary key,
        services text not null,
        card_key text not null,
        code_key text not null,
        sealed blob not null,
        updated_at text not null,
        expires_at text not null
    ) strict
    """,
    "create index drafts_by_card on drafts (card_key) where card_key <> ''",
    "create index drafts_by_code on drafts (code_key) where code_key <> ''",
    """
    create table serials (
        terminal text not null,
        day text not null,
        last integer not null,
        primary key (terminal, day)
    ) strict, without rowid
    """,
    # due_at: null for what does not wait to be sent; the empty text sorts first and means now.
    """
    create table cases (
        number integer primary key,
        case_id text not null,
        rev integer not null check (rev >= 1),
        slip_number text not null,
        service text not null,
        service_version text not null,
        schema_digest text not null,
        item_code text not null,
        state text not null,
        sealed_at text not null,
        seal text not null,
        file_name text not null,
        applicant_key text not null,
        by_helper integer not null check (by_helper in (0, 1)),
        platform_number text not null default '',
        received_at text,
        receipt text not null default '',
        attempts integer not null default 0,
        next_at text,
        lease_until text,
        why_waiting text not null default '',
        exported_at text,
        due_at text as (
            case when state in ('sealed', 'delivered')
            then max(coalesce(next_at, ''), coalesce(lease_until, '')) end
        ) virtual,
        unique (case_id, rev)
    ) strict
    """,
    "create index cases_by_due on cases (due_at) where due_at is not null",
    "create index cases_by_slip on cases (slip_number)",
    "create index cases_by_person on cases (applicant_key) where applicant_key <> ''",
    """
    create table changes (
        number integer primary key,
        case_id text not null,
        rev integer not null,
        status text not null,
        at text not null,
        note text not null,
        to_correct text not null,
        deadline text,
        unique (case_id, rev, status, at),
        foreign key (case_id, rev) references cases (case_id, rev)
    ) strict
    """,
    """
    create table ratings (
        slip_number text primary key,
        rating text not null,
        at text not null
    ) strict
    """,
    """
    create table events (
        seq integer primary key,
        at text not null,
        kind text not null,
        case_id text not null,
        actor text not null,
        note text not null,
        previous text not null,
        head text not null
    ) strict
    """,
    """
    create table link (
        id integer primary key check (id = 1),
        cursor text not null,
        checked_at text,
        is_online integer not null check (is_online in (0, 1)),
        why text not null,
        last_contact text
    ) strict
    """,
    "insert into link (id, cursor, is_online, why) values (1, '', 0, '')",
)

_DRAFT_PARTS = """
    create table draft_parts (
        draft_id text not null references drafts (draft_id) on delete cascade,
        name text not null,
        sealed blob not null,
        primary key (draft_id, name)
    ) strict
    """

_URGENT_CASES = (
    """
    alter table cases
    add column is_urgent integer not null default 0 check (is_urgent in (0, 1))
    """,
    # cases_by_due stays: it answers when the next one is due, whichever that is.
    """
    create index cases_by_urgency on cases (is_urgent desc, due_at, number)
    where due_at is not null
    """,
)

_RUNNING_TIME = (
    "create table running (ran_s integer not null) strict",
    "insert into running (ran_s) values (0)",
    "alter table drafts add column kept_at_s integer not null default 0",
)

_CHARACTERS_TO_MAKE = """
    alter table cases
    add column needs_character integer not null default 0 check (needs_character in (0, 1))
    """
