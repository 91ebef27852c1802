/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/handout.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/digest.h"
#include "exchange/file.h"
#include "service/private.h"

static bool is_folder(const char *path)
{
	struct stat status;
	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

char *handout_path(struct handout *handout)
{
	const char *out = handout->out;
	if (!out || !strcmp(out, "-"))
		return NULL;
	if (is_folder(out))
		return xasprintf("%s/%s", out, handout->file);
	const char *slash = strrchr(out, '/');
	free(handout->file);
	handout->file = xstrdup(slash ? slash + 1 : out);
	return xstrdup(out);
}

bool service_hand_out(
	struct service *service, struct handout *handout, const char *path, struct error *error)
{
	char digest[DIGEST_HEX_SIZE];
	int64_t disclosure = 0;
	digest_sha256(handout->bytes, handout->length, digest);
	handout->told.digest = digest;
	handout->told.file = path ? handout->file : NULL;
	handout->told.made = &disclosure;
	if (!service_begin(service, handout->title, true, error))
		return false;
	bool there = path && access(path, F_OK) == 0;
	bool written = service_disclose_within(service, &handout->told, error) &&
		       (!handout->also ||
			       handout->also(service, disclosure, handout->context, error)) &&
		       (!path || file_write(path, handout->bytes, handout->length, handout->force,
					 NULL, NULL, error));
	bool ok = service_end(service, written, error);
	if (!ok && written && path && !there)
		unlink(path);
	handout->told.digest = NULL;
	handout->told.made = NULL;
	return ok;
}
