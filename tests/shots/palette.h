/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The colours of the pictures: a calm dark set for the sixteen, xterm's cube and greys above. */
#ifndef TRAFFPUNKT_TESTS_SHOTS_PALETTE_H
#define TRAFFPUNKT_TESTS_SHOTS_PALETTE_H

#define PALETTE_GROUND 0x16191f
#define PALETTE_TEXT 0xd5d9e0
#define PALETTE_FRAME 0x20242c /* the bar above the screen */
#define PALETTE_EDGE 0x343a46
#define PALETTE_TITLE 0x9aa3b2

/* 0xRRGGBB of a palette number 0..255. */
unsigned palette_colour(int number);

#endif
