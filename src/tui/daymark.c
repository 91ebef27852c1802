/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/daymark.h"

#include <stddef.h>

#include "base/holiday.h"
#include "base/i18n.h"

struct daymark daymark_of(int64_t date)
{
	const char *name = holiday_name(date);
	if (name)
		return (struct daymark){"!", _(name), ROLE_RED_DAY};
	if (holiday_is_squeeze_day(date))
		return (struct daymark){"~", _("squeeze day"), ROLE_WARNING};
	return (struct daymark){" ", NULL, holiday_is_red(date) ? ROLE_RED_DAY : ROLE_TEXT};
}
