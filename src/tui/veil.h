/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Privacy mode: the screen is shared, and says of people only what anyone may see. It is one idea:
 * whatever the dashboard shows of a record was read through here (or by a list, which does the
 * same), and comes veiled (model/veil.h) while the mode is on. Forms read the record itself, and
 * are not opened on people then. What was open before is covered; words that came from elsewhere
 * are kept until the mode is left.
 */
#ifndef TRAFFPUNKT_TUI_VEIL_H
#define TRAFFPUNKT_TUI_VEIL_H

#include "store/store.h"
#include "tui/mode.h"
#include "tui/theme.h"

/* ---- reading what is to be shown: as store_get, store_all and store_referring ---- */

bool veil_get(struct dashboard *dashboard, const struct entity *entity, int64_t id, void *record,
	struct error *error);
bool veil_all(struct dashboard *dashboard, const struct entity *entity, int64_t parent,
	struct record_set *set, struct error *error);
bool veil_referring(struct dashboard *dashboard, const struct entity *entity,
	const struct field *field, int64_t id, struct record_set *set, struct error *error);
/* Veils, in place and only while the mode is on, what was read in another way. */
void veil_record(const struct dashboard *dashboard, const struct entity *entity, void *record);
void veil_set(const struct dashboard *dashboard, struct record_set *set);
/* What a row is called on the screen; "" when it is gone. Owned by the caller. */
char *veil_title(struct dashboard *dashboard, const struct entity *entity, int64_t id);
/* A filter as the screen shows it when nobody is typing it. Owned by the caller. */
char *veil_filter(const struct dashboard *dashboard, const char *text);

/* ---- saying ---- */

/* Words that the dashboard has not put together itself: an error, what was undone. Takes them. */
void veil_say(struct dashboard *dashboard, enum role role, char *text);
/* "In privacy mode …": why something is not done now; NULL when it can be. */
const char *veil_refuses(const struct dashboard *dashboard, const struct entity *entity);

/* ---- the screen ---- */

/* Is this mode to be covered: opened while everything could be seen? */
bool veil_covers(const struct dashboard *dashboard, const struct mode *mode);
void veil_draw_cover(struct dashboard *dashboard, struct rect body);
const struct hint *veil_cover_hints(void);
/* The mark that the mode is on, right in the row; returns what is left of it. */
struct rect veil_draw_badge(struct dashboard *dashboard, struct rect row);
/* The question whether to leave is being asked. */
bool veil_is_asking(const struct dashboard *dashboard);

#endif
