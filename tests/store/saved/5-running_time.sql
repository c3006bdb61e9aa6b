BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'hall','first_tables','2026-11-27 03:06:30.058532+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'hall','draft_parts','2026-11-27 03:06:30.059176+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'hall','urgent_cases','2026-11-27 03:06:30.060269+00:00');
INSERT INTO "_sqlite_migrations" VALUES(4,'hall','status_order','2026-11-27 03:06:30.061011+00:00');
INSERT INTO "_sqlite_migrations" VALUES(5,'hall','running_time','2026-11-27 03:06:30.061811+00:00');
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
        ) virtual, is_urgent integer not null default 0 check (is_urgent in (0, 1)),
        unique (case_id, rev)
    ) strict
    ;
INSERT INTO "cases" VALUES(1,'a',1,'K0000122026112300011','senior-allowance','1','5555555555555555555555555555555555555555555555555555555555555555','11000000MB000000001','needs_correction','2026-11-23T12:00:00.000+00:00','d1c339046b68acd5941ab33d6df99a3fa5566aad03da781d2bc4b185b4539fcd','a-1.case','p1',1,'2026-0001','2026-11-23T12:05:00.000+00:00','{"case_id":"a","platform_number":"2026-0001","received_at":"2026-11-23T20:05:00+08:00","rev":1,"seal":"d1c339046b68acd5941ab33d6df99a3fa5566aad03da781d2bc4b185b4539fcd","sequence":7,"signature":"c2ln"}',0,NULL,NULL,'',NULL,0);
INSERT INTO "cases" VALUES(2,'b',1,'K0000122026112300022','senior-allowance','1','5555555555555555555555555555555555555555555555555555555555555555','11000000MB000000001','sealed','2026-11-23T12:00:00.000+00:00','6b684f4397620138ed395edd98a00f83ea1bc1703564adb40c4b81a9b51afb79','b-1.case','p1',1,'',NULL,'',1,'2026-11-23T12:01:00.000+00:00',NULL,'timeout',NULL,0);
INSERT INTO "cases" VALUES(3,'c',1,'K0000122026112300033','senior-allowance','1','5555555555555555555555555555555555555555555555555555555555555555','11000000MB000000001','sealed','2026-11-23T12:00:00.000+00:00','78eaf9d0b63783da88b3e789ac5559df83fd64e21a9775d69b1ad62695c0329f','c-1.case','p1',1,'',NULL,'',0,NULL,NULL,'',NULL,0);
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
INSERT INTO "events" VALUES(1,'2026-11-23T12:00:00.000+00:00','sealed','a','kiosk','rev 1 seal d1c339046b68acd5941ab33d6df99a3fa5566aad03da781d2bc4b185b4539fcd','0000000000000000000000000000000000000000000000000000000000000000','980e7d8b998e1376cd8909abfeb93b49279198d6684c58463632397756d2ad21');
INSERT INTO "events" VALUES(2,'2026-11-23T12:00:00.000+00:00','sealed','b','kiosk','rev 1 seal 6b684f4397620138ed395edd98a00f83ea1bc1703564adb40c4b81a9b51afb79','980e7d8b998e1376cd8909abfeb93b49279198d6684c58463632397756d2ad21','933e88490f667244864301ae59ae62747ce8f6c3d53eb41795bd560676265a4c');
INSERT INTO "events" VALUES(3,'2026-11-23T12:00:00.000+00:00','sealed','c','kiosk','rev 1 seal 78eaf9d0b63783da88b3e789ac5559df83fd64e21a9775d69b1ad62695c0329f','933e88490f667244864301ae59ae62747ce8f6c3d53eb41795bd560676265a4c','eec9ccc101d29ad12f96b0653330e4b414fd054aa8d8a0ec73c48108ed0ec926');
INSERT INTO "events" VALUES(4,'2026-11-23T12:00:00.000+00:00','received','a','worker','rev 1 seq 7','eec9ccc101d29ad12f96b0653330e4b414fd054aa8d8a0ec73c48108ed0ec926','078fdd1eaeaf88d2ce661849371013051050f64ec5b6b2ce1d90f8a55a868abc');
INSERT INTO "events" VALUES(5,'2026-11-23T12:00:00.000+00:00','waiting','b','worker','rev 1 timeout','078fdd1eaeaf88d2ce661849371013051050f64ec5b6b2ce1d90f8a55a868abc','de2decd3502c3930674a55f40196743f84a1cf59e4b58cb7df3bd59d4ee22cef');
INSERT INTO "events" VALUES(6,'2026-11-23T12:00:00.000+00:00','status','a','worker','rev 1 needs_correction','de2decd3502c3930674a55f40196743f84a1cf59e4b58cb7df3bd59d4ee22cef','e7933d520781a21ae4616bc9678e460cadb2c43b94dda8cfb2e158e8d3baa9c9');
INSERT INTO "events" VALUES(7,'2026-11-23T12:00:00.000+00:00','rated','','kiosk','K0000122026112300011 4','e7933d520781a21ae4616bc9678e460cadb2c43b94dda8cfb2e158e8d3baa9c9','3da580b60bff9316bf114ad023f0fb86b6807d2ae3103282789a11a83b3a75e8');
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
