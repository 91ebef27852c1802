#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Count what `meson test` ran, case by case, and end with "N passed, N failed".

Reads Meson's log of one run (a JSON object per test program). A program that speaks TAP or
cmocka's own dialect counts with its cases; any other counts as one. A program that died, hung or
promised more cases than it ran is one failure more than its cases show, and one that claims to
speak TAP but says nothing has failed.

usage: summary.py testlog.json        exit 1 when anything failed or nothing ran
       summary.py --self-test
"""

import json
import re
import sys

TAP_LINE = re.compile(r"^(not )?ok\b(?:[ \d]*)(?:- )?([^#\n]*)(?:#\s*(\w+).*)?$", re.MULTILINE)
CMOCKA_PASSED = re.compile(r"^\[       OK \] ", re.MULTILINE)
CMOCKA_FAILED = re.compile(r"^\[  FAILED  \] (\d+) test\(s\), listed below", re.MULTILINE)
CMOCKA_SKIPPED = re.compile(r"^\[  SKIPPED \] (\d+) test\(s\), listed below", re.MULTILINE)
GOOD = {"OK", "EXPECTEDFAIL", "SKIP"}


def count_tap(output):
    """(passed, failed, skipped) of TAP output."""
    passed = failed = skipped = 0
    for no, _name, directive in TAP_LINE.findall(output):
        word = directive.lower()
        if word.startswith("skip"):
            skipped += 1
        elif no and word != "todo":
            failed += 1
        else:
            passed += 1
    return passed, failed, skipped


def count_cmocka(output):
    """(passed, failed, skipped) of what cmocka prints for people."""
    return (
        len(CMOCKA_PASSED.findall(output)),
        sum(map(int, CMOCKA_FAILED.findall(output))),
        sum(map(int, CMOCKA_SKIPPED.findall(output))),
    )


def count_program(result, stdout, stderr):
    """(passed, failed, skipped) of one test program."""
    good = result in GOOD
    if "[==========] Running " in stdout:
        passed, failed, skipped = count_cmocka(stdout + stderr)
    else:
        passed, failed, skipped = count_tap(stdout)
    if passed + failed + skipped == 0:
        if result == "SKIP":
            # Said so itself, or the silence that Meson takes for a skipped plan.
            told = bool(re.search(r"^1\.\.0\b", stdout, re.MULTILINE)) or stdout.strip() != ""
            return (0, 0, 1) if told else (0, 1, 0)
        return (1, 0, 0) if good else (0, 1, 0)
    if not good and failed == 0:
        failed = 1
    return passed, failed, skipped


def summarise(log, out):
    """Print the summary of a log (an iterable of JSON lines); True when all is well."""
    passed = failed = skipped = 0
    for line in log:
        test = json.loads(line)
        stdout, stderr = test.get("stdout") or "", test.get("stderr") or ""
        counts = count_program(test["result"], stdout, stderr)
        passed, failed, skipped = (a + b for a, b in zip((passed, failed, skipped), counts))
        if counts[1]:
            out.write(f"FAILED: {test['name']} ({counts[1]})\n")
            for no, name, directive in TAP_LINE.findall(stdout):
                if no and directive.lower() != "todo":
                    out.write(f"        {name.strip()}\n")
        if counts[2]:
            out.write(f"skipped: {test['name']} ({counts[2]})\n")
    out.write(f"{passed} passed, {failed} failed\n")
    return failed == 0 and passed > 0


def self_test():
    cases = [
        ("TAP", "OK", "1..2\nok 1 - a\nok 2 - b # SKIP no\n", "", (1, 0, 1)),
        ("TAP, one bad", "ERROR", "1..2\nok 1 - a\nnot ok 2 - b\n", "", (1, 1, 0)),
        ("TAP, died late", "ERROR", "1..2\nok 1 - a\nok 2 - b\n", "", (2, 1, 0)),
        ("TAP, hung", "TIMEOUT", "1..3\nok 1 - a\n", "", (1, 1, 0)),
        ("TAP, too few", "ERROR", "1..3\nok 1 - a\n", "", (1, 1, 0)),
        ("TAP, to do", "OK", "ok 1\nnot ok 2 - b # TODO later\n1..2\n", "", (2, 0, 0)),
        ("TAP, silent", "SKIP", "", "", (0, 1, 0)),
        ("TAP, skipped", "SKIP", "1..0 # SKIP no parser\n", "", (0, 0, 1)),
        ("plain", "OK", "", "", (1, 0, 0)),
        ("plain, hung", "TIMEOUT", "", "", (0, 1, 0)),
        (
            "cmocka",
            "FAIL",
            "[==========] Running 2 test(s).\n[       OK ] a\n[  FAILED  ] b\n",
            "[  PASSED  ] 1 test(s).\n[  FAILED  ] 1 test(s), listed below:\n[  FAILED  ] b\n",
            (1, 1, 0),
        ),
        ("cmocka, died", "FAIL", "[==========] Running 2 test(s).\n[       OK ] a\n", "", (1, 1, 0)),
    ]
    print(f"1..{len(cases)}")
    bad = 0
    for number, (name, result, stdout, stderr, expected) in enumerate(cases, 1):
        found = count_program(result, stdout, stderr)
        bad += found != expected
        print(f"{'ok' if found == expected else 'not ok'} {number} - {name}")
        if found != expected:
            print(f"# expected {expected}, found {found}")
    return bad == 0


def main():
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    with open(sys.argv[1], encoding="utf-8") as log:
        return summarise(log, sys.stdout)


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
