/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pictures of the real program: plays each .shot file (tests/harness/script.h) and draws the screen
 * as OUTDIR/NAME.png. The clock, the data, the size and the drawing are fixed, so the same program
 * gives the same bytes.
 *
 *     shot [--svg] PROGRAM OUTDIR FILE...        --svg keeps the drawing beside the picture
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/alloc.h"
#include "harness/scene.h"
#include "harness/scratch.h"
#include "harness/script.h"
#include "shots/svg.h"

static bool write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "we");
	bool written = file && fputs(text, file) >= 0;

	if (file && fclose(file) != 0)
		written = false;
	if (!written)
		fprintf(stderr, "%s: %s\n", path, strerror(errno));
	return written;
}

static bool convert(const char *svg, const char *png)
{
	pid_t child = fork();
	int status = -1;

	if (child == 0) {
		execlp("rsvg-convert", "rsvg-convert", "-z", "2", "-o", png, svg, (char *)NULL);
		fprintf(stderr, "rsvg-convert: %s\n", strerror(errno));
		_exit(127);
	}
	return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) &&
	       WEXITSTATUS(status) == 0;
}

static bool draw(
	const struct term *term, const struct script *script, const char *folder, bool keep_svg)
{
	char *scratch = scratch_create();
	char *svg = xasprintf("%s/%s.svg", keep_svg ? folder : scratch, script->name);
	char *png = xasprintf("%s/%s.png", folder, script->name);
	char *text = svg_draw(term, script->title ? script->title : "Träffpunkt");
	bool drawn = scratch && write_file(svg, text) && convert(svg, png);

	if (drawn)
		printf("%s\n", png);
	free(text);
	free(png);
	free(svg);
	scratch_destroy(scratch);
	return drawn;
}

static bool take_shot(const char *program, const char *folder, const char *path, bool keep_svg)
{
	struct script script;
	struct scene scene = {0};
	char fault[1024] = "";
	bool taken = script_read(&script, path, fault, sizeof fault) &&
		     scene_play(&scene, &script, program, fault, sizeof fault);

	if (taken)
		taken = draw(scene.term, &script, folder, keep_svg);
	else
		fprintf(stderr, "%s: %s\n", path, fault);
	scene_finish(&scene);
	script_finish(&script);
	return taken;
}

int main(int count, char **arguments)
{
	bool keep_svg = count > 1 && strcmp(arguments[1], "--svg") == 0;
	int first = keep_svg ? 2 : 1;
	int failed = 0;

	if (count < first + 3) {
		fprintf(stderr, "shot [--svg] PROGRAM OUTDIR FILE...\n");
		return 64;
	}
	for (int i = first + 2; i < count; i++)
		failed += !take_shot(
			arguments[first], arguments[first + 1], arguments[i], keep_svg);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
