#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole year of the example network, with its files read back after every step."""

from program import BAD_DATA, main

from calendaryear import (FIELDS, NOVEMBER, OCTOBER, SEMINAR, SEPTEMBER, WEBCAST, YearCase,
                          check_with_vobject, readback)
from readback import AWKWARD, day, utc


class Year(YearCase):
    def test_year__every_step_lands_on_the_same_entries(self):
        for part in (self.nineteenth_of_september, self.times_of_september, self.theme_is_decided,
                     self.september_is_held, self.times_get_known, self.october_moves,
                     self.november_is_cancelled, self.next_year_gets_dates, self.year_ends):
            part()

    def nineteenth_of_september(self):
        self.at("2023-09-19T08:30")
        self.expect(SEPTEMBER, place="Stockholm", start=day("2023-09-26"), end=day("2023-09-27"),
                    title="Nätverksträff: Nätverkets deltagare och former. Brott mot demokratin",
                    status="TENTATIVE", uid=readback.UID_DAY, part="Förmiddag: ")
        self.expect(OCTOBER, **dict(zip(FIELDS, readback.DIGITAL_DAY[:6])),
                    part=readback.DIGITAL_DAY[7])
        self.expect(NOVEMBER, title="Nätverksträff (digital): PTU 2023", place="Digitalt",
                    start=day("2023-11-14"), end=day("2023-11-15"), status="TENTATIVE",
                    uid=readback.UID_WINTER, part="Klockslag meddelas. Träffen tar 2 timmar.")
        self.read_back()

    def times_of_september(self):
        self.at("2023-09-22T10:00")
        self.do("meeting", "edit", "1", "--start", "10-16", "--address", "Hornsgatan 20")
        self.do("meeting", "confirm", "1")
        self.expect(SEPTEMBER, start=utc("2023-09-26T08:00"), end=utc("2023-09-26T14:00"),
                    status="CONFIRMED", place="Stockholm, Hornsgatan 20")
        self.read_back()

    def theme_is_decided(self):
        self.at("2023-09-26T15:20")
        self.do("theme", "decide", "2", AWKWARD)
        self.expect(OCTOBER, title=f"Nätverksträff (digital): {AWKWARD}", part=f"Tema: {AWKWARD}")
        self.read_back()

    def september_is_held(self):
        """What has been is no news: nobody gets a file for it."""
        self.at("2023-09-27T09:00")
        self.do("meeting", "state", "1", "held")
        self.read_back()

    def times_get_known(self):
        """10:00 is 08:00 UTC before the clock is put back, and 09:00 after."""
        self.at("2023-10-02T09:00")
        self.do("meeting", "edit", "2", "--start", "10", "--link-later", "true")
        self.do("meeting", "confirm", "2")
        self.expect(OCTOBER, start=utc("2023-10-17T08:00"), end=utc("2023-10-17T10:00"),
                    status="CONFIRMED", part="Länk skickas senare.\n")
        self.do("meeting", "edit", "3", "--start", "10", "--link", readback.LINK)
        self.do("meeting", "confirm", "3")
        self.expect(NOVEMBER, start=utc("2023-11-14T09:00"), end=utc("2023-11-14T11:00"),
                    status="CONFIRMED", part=f"{readback.LINK}\n",
                    place=f"Digitalt – {readback.LINK}")
        self.read_back()

    def october_moves(self):
        self.at("2023-10-05T13:00")
        self.do("meeting", "edit", "2", "--date", "2023-10-19")
        self.expect(OCTOBER, start=utc("2023-10-19T08:00"), end=utc("2023-10-19T10:00"))
        self.read_back()
        self.at("2023-10-20T09:00")
        self.do("meeting", "state", "2", "held")
        self.read_back()

    def november_is_cancelled(self):
        self.at("2023-11-10T09:00")
        self.do("meeting", "cancel", "3", "--reason", "Föreläsaren är sjuk.")
        self.expect(NOVEMBER, status="CANCELLED",
                    title="INSTÄLLD: " + self.facts[NOVEMBER]["title"],
                    part="Träffen är inställd: Föreläsaren är sjuk.")
        self.read_back()
        self.write("config/traffpunkt/config.ini", "[organizer]\nmailbox = natverk@example.se\n")
        cancel = self.run_program("meeting", "export", "3", "--method", "cancel", "--out", "-").raw
        self.assertIn(b"METHOD:CANCEL\r\n", cancel)
        check_with_vobject(cancel, self.fact(NOVEMBER)[:7] + (None,))
        self.versions.append(cancel)
        self.check_calendars()

    def next_year_gets_dates(self):
        self.at("2023-12-01T09:00")
        self.do("meeting", "edit", "4", "--date", "2024-02-06", "--start", "9-12",
                "--link-later", "true")
        self.do("meeting", "confirm", "4")
        self.expect(SEMINAR, title="Halvdagsseminarium (digitalt): tema bestäms senare",
                    place="Digitalt", start=utc("2024-02-06T08:00"), end=utc("2024-02-06T11:00"),
                    status="CONFIRMED", uid="ca490d86-b60f-42c7-8cc4-2be79225ce7a",
                    part="Länk skickas senare.\n")
        self.do("meeting", "edit", "5", "--date", "2024-04-10")
        self.expect(WEBCAST, title="Webbsändning: tema bestäms senare", place="Digitalt",
                    start=day("2024-04-10"), end=day("2024-04-11"), status="TENTATIVE",
                    uid="7f495dc3-0301-485f-8951-8578f6b8175e",
                    part="Klockslag meddelas. Träffen tar 1–2 timmar.")
        self.refuse("meeting", "export", "6", "--out", self.path("none"), code=BAD_DATA)
        self.read_back()

    def year_ends(self):
        self.at("2024-04-11T09:00")
        self.do("meeting", "state", "4", "held")
        self.read_back()
        self.assertEqual(self.run_program("check").out, "Everything is as it should be.\n")
        feed = self.run_program("meeting", "export", "--combined", "--out", "-").raw
        self.assertEqual(feed.count(b"BEGIN:VEVENT"), len(self.facts) - 1)


if __name__ == "__main__":
    main()
