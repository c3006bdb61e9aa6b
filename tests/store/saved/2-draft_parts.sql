BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'hall','first_tables','2026-11-23 07:24:28.663079+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'hall','draft_parts','2026-11-23 07:24:28.663399+00:00');
CREATE TABLE cases (
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
    ;
INSERT INTO "cases" VALUES(1,'a',1,'K0000122026112300011','senior-allowance','1','5555555555555555555555555555555555555555555555555555555555555555','11000000MB000000001','needs_correction','2026-11-23T12:00:00.000+00:00','3ab42045ab6ccfa727a19d4bb8ad377ae182a1b6a51bd300d9c2a889af21e51c','a-1.case','p1',1,'2026-0001','2026-11-23T12:05:00.000+00:00','{"case_id":"a","platform_number":"2026-0001","received_at":"2026-11-23T20:05:00+08:00","rev":1,"seal":"3ab42045ab6ccfa727a19d4bb8ad377ae182a1b6a51bd300d9c2a889af21e51c","sequence":7,"signature":"c2ln"}',0,NULL,NULL,'',NULL);
INSERT INTO "cases" VALUES(2,'b',1,'K0000122026112300022','senior-allowance','1','5555555555555555555555555555555555555555555555555555555555555555','11000000MB000000001','sealed','2026-11-23T12:00:00.000+00:00','3c34d18d213843ae47d8a46be7ca09f725ba0e320c48dd14c6c2089839cc9c21','b-1.case','p1',1,'',NULL,'',1,'2026-11-23T12:01:00.000+00:00',NULL,'timeout',NULL);
INSERT INTO "cases" VALUES(3,'c',1,'K0000122026112300033','senior-allowance','1','5555555555555555555555555555555555555555555555555555555555555555','11000000MB000000001','sealed','2026-11-23T12:00:00.000+00:00','541545c455b514172b59cef042d28a29aa68ecefb58868d1d29e5e3f5523c0db','c-1.case','p1',1,'',NULL,'',0,NULL,NULL,'',NULL);
CREATE TABLE changes (
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
    ;
INSERT INTO "changes" VALUES(1,'a',1,'needs_correction','2026-11-23T12:00:00.000+00:00','note','["one"]',NULL);
CREATE TABLE draft_parts (
        draft_id text not null references drafts (draft_id) on delete cascade,
        name text not null,
        sealed blob not null,
        primary key (draft_id, name)
    ) strict
    ;
INSERT INTO "draft_parts" VALUES('d1','p1',X'03');
CREATE TABLE drafts (
        draft_id text primary key,
        services text not null,
        card_key text not null,
        code_key text not null,
        sealed blob not null,
        updated_at text not null,
        expires_at text not null
    ) strict
    ;
INSERT INTO "drafts" VALUES('d1','senior-allowance','card','code',X'0102','2026-11-23T12:00:00.000+00:00','2026-11-24T12:00:00.000+00:00');
CREATE TABLE events (
        seq integer primary key,
        at text not null,
        kind text not null,
        case_id text not null,
        actor text not null,
        note text not null,
        previous text not null,
        head text not null
    ) strict
    ;
INSERT INTO "events" VALUES(1,'2026-11-23T12:00:00.000+00:00','sealed','a','kiosk','rev 1 seal 3ab42045ab6ccfa727a19d4bb8ad377ae182a1b6a51bd300d9c2a889af21e51c','0000000000000000000000000000000000000000000000000000000000000000','df504333bf867e6a37cae90740f6cf0ec9be2ee287e74d87a98d6941ac25ae0c');
INSERT INTO "events" VALUES(2,'2026-11-23T12:00:00.000+00:00','sealed','b','kiosk','rev 1 seal 3c34d18d213843ae47d8a46be7ca09f725ba0e320c48dd14c6c2089839cc9c21','df504333bf867e6a37cae90740f6cf0ec9be2ee287e74d87a98d6941ac25ae0c','d11b8cdd739014af4bb8081958a9d130e874f9fea6b5619532488bf5e68bc9bc');
INSERT INTO "events" VALUES(3,'2026-11-23T12:00:00.000+00:00','sealed','c','kiosk','rev 1 seal 541545c455b514172b59cef042d28a29aa68ecefb58868d1d29e5e3f5523c0db','d11b8cdd739014af4bb8081958a9d130e874f9fea6b5619532488bf5e68bc9bc','92a639627c3d581ece60757dbc7bddc10467827683faa87adbf1439951223225');
INSERT INTO "events" VALUES(4,'2026-11-23T12:00:00.000+00:00','received','a','worker','rev 1 seq 7','92a639627c3d581ece60757dbc7bddc10467827683faa87adbf1439951223225','470659fdf7ca768450702233bfa6ecd07426250394f21146030427d239188f38');
INSERT INTO "events" VALUES(5,'2026-11-23T12:00:00.000+00:00','waiting','b','worker','rev 1 timeout','470659fdf7ca768450702233bfa6ecd07426250394f21146030427d239188f38','dd7bcb73fc00abd02f405acb7de44433da6522bc99481233e98c2ea778925264');
INSERT INTO "events" VALUES(6,'2026-11-23T12:00:00.000+00:00','status','a','worker','rev 1 needs_correction','dd7bcb73fc00abd02f405acb7de44433da6522bc99481233e98c2ea778925264','c003dba3a3244774dd4ec92af3cd0a8351f35f2013ea79dd7bd3e6efbf2bf508');
INSERT INTO "events" VALUES(7,'2026-11-23T12:00:00.000+00:00','rated','','kiosk','K0000122026112300011 4','c003dba3a3244774dd4ec92af3cd0a8351f35f2013ea79dd7bd3e6efbf2bf508','9f635660ef4c1d2696a7e34b4535b26ee3af5cec47d4ea84f593fe80082923ea');
CREATE TABLE link (
        id integer primary key check (id = 1),
        cursor text not null,
        checked_at text,
        is_online integer not null check (is_online in (0, 1)),
        why text not null,
        last_contact text
    ) strict
    ;
INSERT INTO "link" VALUES(1,'c1','2026-11-23T12:00:00.000+00:00',1,'','2026-11-23T12:00:00.000+00:00');
CREATE TABLE ratings (
        slip_number text primary key,
        rating text not null,
        at text not null
    ) strict
    ;
INSERT INTO "ratings" VALUES('K0000122026112300011','4','2026-11-23T12:00:00.000+00:00');
CREATE TABLE serials (
        terminal text not null,
        day text not null,
        last integer not null,
        primary key (terminal, day)
    ) strict, without rowid
    ;
INSERT INTO "serials" VALUES('000012','20261123',3);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX drafts_by_card on drafts (card_key) where card_key <> '';
CREATE INDEX drafts_by_code on drafts (code_key) where code_key <> '';
CREATE INDEX cases_by_due on cases (due_at) where due_at is not null;
CREATE INDEX cases_by_slip on cases (slip_number);
CREATE INDEX cases_by_person on cases (applicant_key) where applicant_key <> '';
COMMIT;
