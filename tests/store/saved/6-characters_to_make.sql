BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'hall','first_tables','2026-11-28 00:10:39.445237+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'hall','draft_parts','2026-11-28 00:10:39.445936+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'hall','urgent_cases','2026-11-28 00:10:39.446977+00:00');
INSERT INTO "_sqlite_migrations" VALUES(4,'hall','status_order','2026-11-28 00:10:39.447667+00:00');
INSERT INTO "_sqlite_migrations" VALUES(5,'hall','running_time','2026-11-28 00:10:39.448479+00:00');
INSERT INTO "_sqlite_migrations" VALUES(6,'hall','characters_to_make','2026-11-28 00:10:39.449248+00:00');
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
        ) virtual, is_urgent integer not null default 0 check (is_urgent in (0, 1)), needs_character integer not null default 0 check (needs_character in (0, 1)),
        unique (case_id, rev)
    ) strict
    ;
INSERT INTO "cases" VALUES(1,'a',1,'K0000122026112300011','senior-allowance','1','5555555555555555555555555555555555555555555555555555555555555555','11000000MB000000001','needs_correction','2026-11-23T12:00:00.000+00:00','86eda5221db8053c1f8405ad8482b4ef1a1b1fb8c11a3caf9aa55cea6fb21137','a-1.case','p1',1,'2026-0001','2026-11-23T12:05:00.000+00:00','{"case_id":"a","platform_number":"2026-0001","received_at":"2026-11-23T20:05:00+08:00","rev":1,"seal":"86eda5221db8053c1f8405ad8482b4ef1a1b1fb8c11a3caf9aa55cea6fb21137","sequence":7,"signature":"c2ln"}',0,NULL,NULL,'',NULL,0,0);
INSERT INTO "cases" VALUES(2,'b',1,'K0000122026112300022','senior-allowance','1','5555555555555555555555555555555555555555555555555555555555555555','11000000MB000000001','sealed','2026-11-23T12:00:00.000+00:00','86009a1cbc7f0c8e42883fca3940a16908bb79d824765bce292bbfde32c76405','b-1.case','p1',1,'',NULL,'',1,'2026-11-23T12:01:00.000+00:00',NULL,'timeout',NULL,0,0);
INSERT INTO "cases" VALUES(3,'c',1,'K0000122026112300033','senior-allowance','1','5555555555555555555555555555555555555555555555555555555555555555','11000000MB000000001','sealed','2026-11-23T12:00:00.000+00:00','ba58e7809d12b16c628410d7c43582c96ec4a9f18c359e4ab75818d471df04a0','c-1.case','p1',1,'',NULL,'',0,NULL,NULL,'',NULL,0,0);
CREATE TABLE changes (
        number integer primary key,
        case_id text not null,
        rev integer not null,
        status text not null,
        at text not null,
        note text not null,
        to_correct text not null,
        deadline text, sequence integer not null default 0,
        unique (case_id, rev, status, at),
        foreign key (case_id, rev) references cases (case_id, rev)
    ) strict
    ;
INSERT INTO "changes" VALUES(1,'a',1,'needs_correction','2026-11-23T12:00:00.000+00:00','note','["one"]',NULL,0);
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
    , kept_at_s integer not null default 0) strict
    ;
INSERT INTO "drafts" VALUES('d1','senior-allowance','card','code',X'0102','2026-11-23T12:00:00.000+00:00','2026-11-24T12:00:00.000+00:00',0);
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
INSERT INTO "events" VALUES(1,'2026-11-23T12:00:00.000+00:00','sealed','a','kiosk','rev 1 seal 86eda5221db8053c1f8405ad8482b4ef1a1b1fb8c11a3caf9aa55cea6fb21137','0000000000000000000000000000000000000000000000000000000000000000','63634fac39a04899e5408447c29146561623a7a482733e9172a0677b5fc15a40');
INSERT INTO "events" VALUES(2,'2026-11-23T12:00:00.000+00:00','sealed','b','kiosk','rev 1 seal 86009a1cbc7f0c8e42883fca3940a16908bb79d824765bce292bbfde32c76405','63634fac39a04899e5408447c29146561623a7a482733e9172a0677b5fc15a40','cad93c61b99585078d3773da214a062481e42012449056bfce870b73beb6dc67');
INSERT INTO "events" VALUES(3,'2026-11-23T12:00:00.000+00:00','sealed','c','kiosk','rev 1 seal ba58e7809d12b16c628410d7c43582c96ec4a9f18c359e4ab75818d471df04a0','cad93c61b99585078d3773da214a062481e42012449056bfce870b73beb6dc67','4ccd76f940355063cdc2dc1988db44d122c50dcd883c00afe46ba2872dc1aaaa');
INSERT INTO "events" VALUES(4,'2026-11-23T12:00:00.000+00:00','received','a','worker','rev 1 seq 7','4ccd76f940355063cdc2dc1988db44d122c50dcd883c00afe46ba2872dc1aaaa','7852e63f2336782614d17f4a84f53f3cadef58cef4a2fb4f9e604a8d77206957');
INSERT INTO "events" VALUES(5,'2026-11-23T12:00:00.000+00:00','waiting','b','worker','rev 1 timeout','7852e63f2336782614d17f4a84f53f3cadef58cef4a2fb4f9e604a8d77206957','9b48e7d7f69723328455d3e080d0f2565a5a356fa3b4f616b6341716c9761bcb');
INSERT INTO "events" VALUES(6,'2026-11-23T12:00:00.000+00:00','status','a','worker','rev 1 needs_correction','9b48e7d7f69723328455d3e080d0f2565a5a356fa3b4f616b6341716c9761bcb','ad1e693425e53a7fcbb879f0fed824e5a453931683380bc6e49a320b40ee2caf');
INSERT INTO "events" VALUES(7,'2026-11-23T12:00:00.000+00:00','rated','','kiosk','K0000122026112300011 4','ad1e693425e53a7fcbb879f0fed824e5a453931683380bc6e49a320b40ee2caf','a005d0f23b40c4aed2ff16830c2f261210abf00cac8dc64d2f52b85df6b99097');
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
CREATE TABLE running (ran_s integer not null) strict;
INSERT INTO "running" VALUES(0);
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
CREATE INDEX cases_by_urgency on cases (is_urgent desc, due_at, number)
    where due_at is not null
    ;
COMMIT;
