/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/ical/zonecheck.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"

#define ZONES_MAX 100
#define HALVES 2 /* a year has a standard and a daylight time */

static bool holds(const struct zone_name *names, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++) {
		if (!strcmp(names[i].name, name))
			return true;
	}
	return false;
}

static void add(struct zone_name **names, size_t *count, const char *name, size_t line)
{
	if (*count == ZONES_MAX || holds(*names, *count, name))
		return;
	*names = xreallocarray(*names, *count + 1, sizeof(**names));
	(*names)[(*count)++] = (struct zone_name){.name = xstrdup(name), .line = line};
}

static bool is_rule_of(const char *rule, const char *month)
{
	return strcasestr(rule, month) && strcasestr(rule, "BYDAY=-1SU") &&
	       !strcasestr(rule, "UNTIL");
}

/* Offsets with seconds are those of the time before there were zones. */
static void check_history(struct zone_check *check, const struct content_line *line)
{
	check->has_history |= !strcmp(line->name, "RDATE") ||
			      (!strncmp(line->name, "TZOFFSET", 8) && strlen(line->value) > 5);
}

static void take_observance(struct zone_check *check, const struct content_line *line)
{
	struct observance *half = check->in_standard ? &check->standard : &check->daylight;
	const char *offset = check->in_standard ? "+0100" : "+0200";
	const char *month = check->in_standard ? "BYMONTH=10" : "BYMONTH=3";
	const char *hour = check->in_standard ? "T030000" : "T020000";
	check_history(check, line);
	if (!strcmp(line->name, "TZOFFSETTO"))
		half->is_right_offset = !strcmp(line->value, offset);
	else if (!strcmp(line->name, "RRULE"))
		half->is_right_rule = is_rule_of(line->value, month);
	else if (!strcmp(line->name, "DTSTART"))
		half->is_right_hour = strstr(line->value, hour) != NULL;
}

static bool is_right(const struct observance *half)
{
	return half->seen && half->is_right_hour && half->is_right_offset && half->is_right_rule;
}

/* Only of Stockholm, under whatever name, are the rules known here. */
static bool is_stockholm(const char *name)
{
	const char *windows = zone_of_windows(name), *bare = zone_without_prefix(name);
	const char *zone = windows ? windows : bare ? bare : name;
	return !strcmp(zone, "Europe/Stockholm");
}

static void judge(struct zone_check *check, struct diagnosis *diagnosis)
{
	const char *name = check->name ? check->name : "";
	add(&check->described, &check->described_count, name, check->line);
	if (check->has_history || check->observances > HALVES)
		ailment_add(diagnosis, RULE_HISTORICAL_ZONE, check->line, name);
	else if (is_stockholm(name) && (!is_right(&check->standard) || !is_right(&check->daylight)))
		ailment_add(diagnosis, RULE_WRONG_ZONE, check->line, name);
}

static void begin(struct zone_check *check, const struct content_line *line)
{
	free(check->name);
	check->name = NULL;
	check->inside = true;
	check->line = line->number;
	check->has_history = false;
	check->observances = 0;
	check->in_standard = check->in_daylight = false;
	check->standard = check->daylight = (struct observance){0};
}

static void begin_half(struct zone_check *check, const struct content_line *line)
{
	check->observances++;
	check->in_standard = content_line_is(line, "BEGIN", "STANDARD");
	check->in_daylight = content_line_is(line, "BEGIN", "DAYLIGHT");
	if (check->in_standard)
		check->standard = (struct observance){.seen = true};
	if (check->in_daylight)
		check->daylight = (struct observance){.seen = true};
}

void zone_check_line(
	struct zone_check *check, struct diagnosis *diagnosis, const struct content_line *line)
{
	if (content_line_is(line, "BEGIN", "VTIMEZONE")) {
		begin(check, line);
	} else if (!check->inside) {
		return;
	} else if (content_line_is(line, "END", "VTIMEZONE")) {
		judge(check, diagnosis);
		check->inside = false;
	} else if (content_line_is(line, "BEGIN", NULL)) {
		begin_half(check, line);
	} else if (content_line_is(line, "END", NULL)) {
		check->in_standard = check->in_daylight = false;
	} else if (check->in_standard || check->in_daylight) {
		take_observance(check, line);
	} else if (!strcmp(line->name, "TZID") && !check->name) {
		check->name = xstrdup(line->value);
	}
}

void zone_check_use(struct zone_check *check, const char *tzid, size_t line)
{
	add(&check->used, &check->used_count, tzid, line);
}

void zone_check_end(const struct zone_check *check, struct diagnosis *diagnosis)
{
	for (size_t i = 0; i < check->used_count; i++) {
		if (!holds(check->described, check->described_count, check->used[i].name))
			ailment_add(diagnosis, RULE_UNDECLARED_ZONE, check->used[i].line,
				check->used[i].name);
	}
}

void zone_check_finish(struct zone_check *check)
{
	for (size_t i = 0; i < check->described_count; i++)
		free(check->described[i].name);
	for (size_t i = 0; i < check->used_count; i++)
		free(check->used[i].name);
	free(check->described);
	free(check->used);
	free(check->name);
	*check = (struct zone_check){0};
}
