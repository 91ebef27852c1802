/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers to colours. */
#include "shots/palette.h"

unsigned palette_colour(int number)
{
	static const unsigned sixteen[] = {0x272c36, 0xe0707a, 0x8fbf7f, 0xdcb96a, 0x6ba6e8,
		0xb98ad9, 0x5fb3bf, 0xc3c8d1, 0x6f7887, 0xf08b93, 0xa6d494, 0xecd08b, 0x8fc0f7,
		0xcfa4ea, 0x80cdd8, 0xf2f4f7};
	static const unsigned steps[] = {0x00, 0x5f, 0x87, 0xaf, 0xd7, 0xff};

	if (number < 0 || number > 255)
		return PALETTE_TEXT;
	if (number < 16)
		return sixteen[number];
	if (number >= 232) {
		unsigned grey = 8U + 10U * (unsigned)(number - 232);

		return grey << 16 | grey << 8 | grey;
	}
	number -= 16;
	return steps[number / 36] << 16 | steps[number / 6 % 6] << 8 | steps[number % 6];
}
