/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tags: a line that puts some on and takes some off, over tags that are there (a line before it).
 */
#include "fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "model/tags.h"

/* Tags as they are kept; owned by the caller. */
static char *kept(const char *text)
{
	struct tag_set set = tag_set_read(text);
	char *written = tag_set_write(&set);
	tag_set_finish(&set);
	return written;
}

static bool same(const char *left, const char *right)
{
	return left && right ? !strcmp(left, right) : left == right;
}

static void check_change(const char *line, const char *tags)
{
	struct tag_change change = {0};
	struct error error = {0};
	if (tag_change_read(&change, line, &error)) {
		char *once = tag_change_apply(&change, tags);
		char *twice = tag_change_apply(&change, once);
		char *said = tag_change_say(&change);
		must(same(once, twice), "a change done twice is done once");
		must(said && *said, "a change can be told");
		free(said);
		free(twice);
		free(once);
	}
	tag_change_finish(&change);
	error_finish(&error);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = fuzz_text(data, size);
	char *second = strchr(text, '\n');
	if (second)
		*second++ = '\0';
	char *once = kept(text);
	char *twice = kept(once);
	must(same(once, twice), "tags stay as they are kept");
	check_change(second ? second : text, once);
	free(twice);
	free(once);
	free(text);
	return 0;
}
