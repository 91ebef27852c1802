#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real mail program (msmtp) and a mail server on loopback: whatever happens in the middle, the
server sees no letter twice."""

import asyncio
import collections
import email
import email.policy
import os
import signal
import sqlite3
import subprocess
import threading

from aiosmtpd.smtp import SMTP

from program import FAILED, PROGRAM, Case, main

TRY_AGAIN = 75
OCTOBER = 2
WAIT = 60  # seconds at most, for what is about to happen


class Sink:
    """An SMTP server that counts Message-IDs, refuses some, and can be held."""

    def __init__(self):
        self.seen = collections.Counter()
        self.mails = []
        self.refused = set()
        self.hold_at = None  # "RCPT" or "DATA"
        self.held = threading.Event()
        self.go_on = threading.Event()
        self.changed = threading.Condition()
        self.loop = asyncio.new_event_loop()
        self.ready = threading.Event()
        self.thread = threading.Thread(target=self.run)
        self.thread.start()
        self.ready.wait(WAIT)

    def run(self):
        asyncio.set_event_loop(self.loop)
        self.server = self.loop.run_until_complete(self.loop.create_server(
            lambda: SMTP(self, loop=self.loop), "127.0.0.1", 0))
        self.port = self.server.sockets[0].getsockname()[1]
        self.ready.set()
        self.loop.run_forever()
        self.server.close()
        self.loop.run_until_complete(self.server.wait_closed())

    def close(self):
        self.go_on.set()
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(WAIT)
        self.loop.close()

    async def pause(self, where):
        if self.hold_at == where:
            self.held.set()
            await self.loop.run_in_executor(None, self.go_on.wait, WAIT)

    async def handle_RCPT(self, server, session, envelope, address, options):
        await self.pause("RCPT")
        if address in self.refused:
            return "550 5.1.1 no such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        await self.pause("DATA")
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        with self.changed:
            self.seen[mail["Message-ID"]] += 1
            self.mails.append((envelope.mail_from, envelope.rcpt_tos, mail))
            self.changed.notify_all()
        return "250 OK"

    def wait_for(self, count):
        with self.changed:
            return self.changed.wait_for(lambda: sum(self.seen.values()) >= count, WAIT)


class Delivery(Case):
    def setUp(self):
        super().setUp()
        self.sink = Sink()
        self.addCleanup(self.sink.close)
        self.use_port(self.sink.port)
        self.write("config/traffpunkt/config.ini",
                   "[organizer]\nmailbox = natverk@skr.example\n[mail]\nsendmail = /usr/bin/msmtp\n")

    def use_port(self, port):
        path = self.write(".msmtprc", f"account default\nhost 127.0.0.1\nport {port}\n"
                          "tls off\nauth off\n")
        os.chmod(path, 0o600)

    def letters(self, *participants):
        """Invitations to the meeting in October, as publishing makes them."""
        numbers = []
        for participant in participants:
            address = self.json("participant", "show", str(participant))["email"]
            with sqlite3.connect(self.db) as database:
                row = database.execute(
                    "INSERT INTO draft (network_id, uid, kind, reason, status, participant_id,"
                    " meeting_id, attachment, address, subject, body, message_id, protected,"
                    " created_at, updated_at, status_key) VALUES (1, 'u' || ?1, 'mail',"
                    " 'invitation', 'draft', ?1, ?2, 'none', ?3, 'Inbjudan – åäö',"
                    " 'Hej!' || char(10) || '.' || char(10) || 'From oss', ?1 || '@skr.example',"
                    " 0, 1695105000, 1695105000, 0)", (participant, OCTOBER, address))
                numbers.append(str(row.lastrowid))
            database.close()
        return numbers

    def status(self, number):
        return self.json("outbox", "show", number)["status"]

    def ledger(self):
        with sqlite3.connect(self.db) as database:
            rows = database.execute("SELECT participant_id, method, channel, sequence FROM delivery"
                                    " ORDER BY id").fetchall()
        database.close()
        return rows

    def send(self, *arguments, code=0):
        process = subprocess.run([PROGRAM, "--json", "outbox", "send", *arguments], env=self.env,
                                 stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE, timeout=WAIT, check=False)
        self.assertEqual(process.returncode, code, process.stderr.decode())
        return process.stdout.decode()

    def start(self, *arguments):
        return subprocess.Popen([PROGRAM, "outbox", "send", *arguments], env=self.env,
                                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL)

    def test_delivered__as_it_was_written(self):
        numbers = self.letters(2, 3, 4)
        self.send("--all")
        self.assertEqual(sorted(self.sink.seen.items()),
                         [(f"<{number}@skr.example>", 1) for number in (2, 3, 4)])
        for sender, recipients, mail in self.sink.mails:
            self.assertEqual(sender, "natverk@skr.example")
            self.assertEqual(recipients, [mail["To"].addresses[0].addr_spec])
            self.assertEqual(mail["Subject"], "Inbjudan – åäö")
            body = mail.get_body(("plain",)).get_content().replace("\r\n", "\n")
            self.assertEqual(body, "Hej!\n.\nFrom oss\n")
            calendars = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
            self.assertEqual(calendars[0].get_param("method"), "REQUEST")
        self.assertEqual(self.ledger(), [(n, "request", "mail", 0) for n in (2, 3, 4)])
        self.send("--all")
        self.send(*numbers, code=FAILED)
        self.assertEqual(sum(self.sink.seen.values()), 3)

    def test_refused_recipient__kept_and_the_others_go(self):
        first, second = self.letters(2, 3)
        self.sink.refused = {"per.hakansson@habo.example"}
        told = self.send("--all", code=FAILED)
        self.assertIn("550", told)
        self.assertEqual((self.status(first), self.status(second)), ("draft", "done"))
        self.assertIn("550", self.json("outbox", "show", first)["failure"])
        self.sink.refused = set()
        self.send("--all")
        self.assertEqual(set(self.sink.seen.values()), {1})
        self.assertEqual(len(self.sink.seen), 2)

    def test_refused_connection__try_again(self):
        number, = self.letters(2)
        port = self.sink.port
        self.use_port(1)  # nobody listens there
        told = self.send("--all", code=TRY_AGAIN)
        self.assertIn("127.0.0.1", told)
        self.assertEqual(self.status(number), "draft")
        self.use_port(port)
        self.send("--all")
        self.assertEqual(self.sink.seen, {"<2@skr.example>": 1})
        self.assertEqual(self.ledger(), [(2, "request", "mail", 0)])

    def kill_while_held(self, where, numbers):
        """Our program is killed while the server holds the letter; msmtp lives on."""
        self.sink.hold_at = where
        process = self.start(*numbers)
        self.assertTrue(self.sink.held.wait(WAIT))
        process.send_signal(signal.SIGKILL)
        process.wait(WAIT)
        self.sink.hold_at = None

    def check_once(self, first, second):
        """A retry sends what never left, and nothing else."""
        self.assertEqual(self.status(first), "sending")
        told = self.send("--all", code=FAILED)
        self.assertIn("2@skr.example", told)
        self.assertEqual((self.status(first), self.status(second)), ("sending", "done"))
        self.send(first, code=FAILED)
        self.assertEqual(self.sink.seen, {"<2@skr.example>": 1, "<3@skr.example>": 1})

    def test_killed_in_the_middle__never_twice(self):
        for where in ("DATA", "RCPT"):
            with self.subTest(where=where):
                self.doCleanups()
                self.setUp()
                first, second = self.letters(2, 3)
                self.kill_while_held(where, (first, second))
                self.sink.go_on.set()
                self.assertTrue(self.sink.wait_for(1))
                self.check_once(first, second)
                # The mail log says that it went.
                self.run_program("outbox", "done", first)
                self.assertEqual(sorted(self.ledger()), [(2, "request", "mail", 0),
                                                         (3, "request", "mail", 0)])

    def test_both_killed__sent_once_when_a_person_says_so(self):
        number, = self.letters(2)
        self.sink.hold_at = "RCPT"
        process = self.start(number)
        self.assertTrue(self.sink.held.wait(WAIT))
        with open(f"/proc/{process.pid}/task/{process.pid}/children", encoding="ascii") as file:
            children = file.read().split()
        self.assertEqual(len(children), 1)
        process.send_signal(signal.SIGKILL)
        process.wait(WAIT)
        for child in children:
            os.kill(int(child), signal.SIGKILL)
        self.sink.hold_at = None
        self.sink.go_on.set()
        self.send("--all", code=FAILED)
        self.assertEqual(self.sink.seen, {})
        self.run_program("outbox", "restore", number)
        self.send("--all")
        self.assertEqual(self.sink.seen, {"<2@skr.example>": 1})


if __name__ == "__main__":
    main()
