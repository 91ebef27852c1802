/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Build tool: turns files into one C source of constant byte arrays with a name table.
 * usage: embed OUT.c OUT.h FILE...
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fail(const char *path)
{
	perror(path);
	exit(1);
}

static FILE *open_file(const char *path, const char *mode)
{
	FILE *file = fopen(path, mode);
	if (!file)
		fail(path);
	return file;
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

static void write_array(FILE *out, const char *path, int number)
{
	FILE *in = open_file(path, "rb");
	int byte, column = 0;
	fprintf(out, "static const unsigned char file_%d[] = {\n", number);
	while ((byte = getc(in)) != EOF)
		fprintf(out, "%d,%s", byte, ++column % 24 ? "" : "\n");
	fprintf(out, "0};\n"); /* text can be used as a string */
	fclose(in);
}

int main(int argc, char **argv)
{
	if (argc < 3)
		return 1;
	FILE *out = open_file(argv[1], "w");
	FILE *header = open_file(argv[2], "w");
	fprintf(header,
		"/* Files inside the program, in the order of the build file. Each ends with "
		"a NUL that size does not count. */\n"
		"#ifndef TRAFFPUNKT_EMBEDDED_H\n#define TRAFFPUNKT_EMBEDDED_H\n"
		"#include <stddef.h>\n"
		"struct embedded_file {\n\tconst char *name;\n\tconst unsigned char *data;\n"
		"\tsize_t size;\n};\n"
		"extern const struct embedded_file embedded_files[];\n"
		"extern const size_t embedded_file_count;\n#endif\n");
	fprintf(out, "#include \"%s\"\n", base_name(argv[2]));
	for (int i = 3; i < argc; i++)
		write_array(out, argv[i], i);
	fprintf(out, "const struct embedded_file embedded_files[] = {\n");
	for (int i = 3; i < argc; i++)
		fprintf(out, "{\"%s\", file_%d, sizeof(file_%d) - 1},\n", base_name(argv[i]), i, i);
	fprintf(out, "};\nconst size_t embedded_file_count = %d;\n", argc - 3);
	return fclose(out) || fclose(header);
}
