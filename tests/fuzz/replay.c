/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs a target over every file of its corpus: a test of what has been found once. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "fuzz/fuzz.h"

#define INPUT_LIMIT 65536

/* False when the file cannot be read whole. */
static bool replay(const char *path)
{
	uint8_t *bytes = xcalloc(INPUT_LIMIT, 1);
	FILE *file = fopen(path, "rb");
	size_t size = file ? fread(bytes, 1, INPUT_LIMIT, file) : 0;
	bool whole = file && size < INPUT_LIMIT && !ferror(file);
	uint8_t *exact = xcalloc(size + !size, 1);
	if (file)
		fclose(file);
	/* A copy of just its size, so that the sanitizer sees who reads one byte too far. */
	memcpy(exact, bytes, size);
	if (whole)
		LLVMFuzzerTestOneInput(exact, size);
	free(exact);
	free(bytes);
	return whole;
}

static int is_input(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

int main(int count, char **arguments)
{
	struct dirent **entries = NULL;
	int found = count == 2 ? scandir(arguments[1], &entries, is_input, alphasort) : -1;
	if (found < 1) {
		fprintf(stderr, "replay FOLDER: there is no corpus\n");
		return 64;
	}
	printf("1..%d\n", found);
	for (int i = 0; i < found; i++) {
		char *path = xasprintf("%s/%s", arguments[1], entries[i]->d_name);
		printf("%s %d - %s\n", replay(path) ? "ok" : "not ok", i + 1, entries[i]->d_name);
		fflush(stdout);
		free(path);
		free(entries[i]);
	}
	free(entries);
	return 0;
}
