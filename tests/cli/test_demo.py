#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo in a terminal: what it shows, what it touches, and that nothing is left of it."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time

from program import FAILED, NO_INPUT, OK, PROGRAM, Case, main

PATIENCE = 30  # seconds: a program that hangs is a failure, not a wait


class Terminal:
    """The program on a terminal of its own, 100 columns and 30 lines."""

    def __init__(self, arguments, env):
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        self.pid = os.fork()
        if self.pid == 0:
            os.close(master)
            take_terminal(slave)
            os.execve(PROGRAM, [PROGRAM, *arguments], env)
        os.close(slave)
        self.master = master
        self.seen = b""

    def read(self):
        """Takes what has come; False when the program has closed its side."""
        if not select.select([self.master], [], [], PATIENCE)[0]:
            raise AssertionError(f"nothing came: {self.seen[-500:]!r}")
        try:
            more = os.read(self.master, 65536)
        except OSError:  # EIO: nobody holds the terminal any more
            return False
        self.seen += more
        return bool(more)

    def wait_for(self, text):
        deadline = time.monotonic() + PATIENCE
        while text not in self.seen:
            if time.monotonic() > deadline or not self.read():
                raise AssertionError(f"{text!r} did not come: {self.seen[-500:]!r}")

    def finish(self):
        """Waits for the end; the exit code, or minus the signal that killed it."""
        while self.read():
            pass
        os.close(self.master)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def take_terminal(slave):
    os.setsid()
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
    for number in range(3):
        os.dup2(slave, number)
    os.close(slave)


class Demo(Case):
    with_example = False

    def start(self, *arguments):
        env = dict(self.env, TERM="xterm-256color")
        env.pop("TRAFFPUNKT_NOW")
        return Terminal(arguments, env)

    def assert_nothing_left(self):
        self.assertEqual(os.listdir(self.env["TMPDIR"]), [])
        self.assertFalse(os.path.exists(self.db))
        self.assertFalse(os.path.exists(self.path("data")))

    def test_demo__shows_the_example_and_leaves_nothing(self):
        terminal = self.start("demo")
        terminal.wait_for(b"DEMO")
        folder = os.path.join(self.env["TMPDIR"], os.listdir(self.env["TMPDIR"])[0])
        self.assertEqual(os.stat(folder).st_mode & 0o777, 0o700)
        self.assertIn("traffpunkt.db", os.listdir(folder))
        os.write(terminal.master, b"q")
        self.assertEqual(terminal.finish(), OK)
        self.assert_nothing_left()

    def test_demo__that_is_told_to_stop_leaves_nothing(self):
        for number in (signal.SIGTERM, signal.SIGHUP):
            with self.subTest(number):
                terminal = self.start("demo")
                terminal.wait_for(b"DEMO")
                os.kill(terminal.pid, number)
                terminal.finish()
                self.assert_nothing_left()

    def test_dashboard__without_a_database_says_how_to_make_one(self):
        del self.env["TRAFFPUNKT_DB"]
        for arguments, code in (([], FAILED), (["--db", self.path("no.db")], NO_INPUT)):
            with self.subTest(arguments):
                terminal = self.start(*arguments)
                self.assertEqual(terminal.finish(), code)
                self.assertIn(b"traffpunkt init --example", terminal.seen)
                self.assertNotIn(b"\x1b", terminal.seen)


if __name__ == "__main__":
    main()
