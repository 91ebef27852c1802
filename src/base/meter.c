/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/meter.h"

#include "base/buffer.h"

struct meter meter_of(int columns, int64_t value, int64_t total)
{
	struct meter meter = {.rest = columns > 0 ? columns : 0};
	if (value <= 0 || total <= 0 || columns <= 0)
		return meter;
	if (value > total)
		value = total;
	int halves = (int)((double)value * columns * 2 / (double)total + 0.5);
	if (!halves)
		halves = 1;
	meter.whole = halves / 2;
	meter.half = halves % 2;
	meter.rest = columns - meter.whole - meter.half;
	return meter;
}

static void repeat(struct buffer *text, int count, const char *sign)
{
	for (int i = 0; i < count; i++)
		buffer_append(text, sign);
}

char *meter_text(int columns, int64_t value, int64_t total, bool track, bool ascii)
{
	struct meter meter = meter_of(columns, value, total);
	struct buffer text = {0};
	repeat(&text, meter.whole, ascii ? "#" : "━");
	repeat(&text, meter.half, ascii ? "#" : "╸");
	repeat(&text, track ? meter.rest : 0, ascii ? "." : "─");
	return buffer_take(&text);
}
